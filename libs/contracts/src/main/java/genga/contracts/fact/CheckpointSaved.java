package genga.contracts.fact;

import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.RunId;
import genga.contracts.vocabulary.StoredObject;
import java.util.OptionalDouble;

/// A run saved its adapter.
///
/// @param validationLoss over the held-out items, absent where the dataset is too small to hold any out
public record CheckpointSaved(
        FactHeader header,
        RunId run,
        ProjectId project,
        int step,
        int epoch,
        StoredObject adapter,
        OptionalDouble validationLoss)
        implements Fact {

    @Override
    public Topic topic() {
        return Topic.CHECKPOINTS_SAVED;
    }

    @Override
    public String key() {
        return run + "/" + step;
    }
}
