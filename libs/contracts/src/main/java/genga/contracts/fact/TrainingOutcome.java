package genga.contracts.fact;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import genga.contracts.vocabulary.Problem;
import genga.contracts.vocabulary.StoredObject;

/// How a run ended.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TrainingOutcome.Finished.class, name = "Finished"),
    @JsonSubTypes.Type(value = TrainingOutcome.Cancelled.class, name = "Cancelled"),
    @JsonSubTypes.Type(value = TrainingOutcome.Failed.class, name = "Failed")
})
public sealed interface TrainingOutcome {

    /// @param firstLoss mean loss over the first epoch's worth of steps
    /// @param lastLoss  mean loss over the last
    /// @param adapter   the final LoRA file
    record Finished(int steps, double firstLoss, double lastLoss, StoredObject adapter) implements TrainingOutcome {}

    record Cancelled(int step) implements TrainingOutcome {}

    record Failed(Problem problem) implements TrainingOutcome {}
}
