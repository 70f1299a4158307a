package genga.contracts.fact;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import genga.contracts.vocabulary.Problem;
import genga.contracts.vocabulary.StoredObject;
import java.util.Map;

/// How encoding of a dataset ended.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CacheOutcome.Completed.class, name = "Completed"),
    @JsonSubTypes.Type(value = CacheOutcome.Cancelled.class, name = "Cancelled"),
    @JsonSubTypes.Type(value = CacheOutcome.Failed.class, name = "Failed")
})
public sealed interface CacheOutcome {

    /// @param index         a [genga.contracts.document.CacheIndex] as JSON
    /// @param itemsPerEpoch training items of one epoch, repeats counted
    /// @param lost          fragments that a part asked for and did not get, by reason
    record Completed(StoredObject index, int itemsPerEpoch, int latents, int texts, Map<String, Integer> lost)
            implements CacheOutcome {
        public Completed {
            lost = Map.copyOf(lost);
        }
    }

    record Cancelled() implements CacheOutcome {}

    record Failed(Problem problem) implements CacheOutcome {}
}
