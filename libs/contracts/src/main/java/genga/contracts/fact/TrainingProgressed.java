package genga.contracts.fact;

import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.RunId;

/// A run has come this far.
///
/// @param step optimizer updates done
/// @param steps in all
/// @param loss of this step
/// @param meanLoss over the last epoch's worth of steps
public record TrainingProgressed(
        FactHeader header,
        RunId run,
        ProjectId project,
        int step,
        int steps,
        int epoch,
        double loss,
        double meanLoss,
        double gradientNorm,
        double learningRate,
        double secondsPerStep)
        implements Fact {

    @Override
    public Topic topic() {
        return Topic.TRAININGS_PROGRESSED;
    }

    @Override
    public String key() {
        return run + "/" + step;
    }
}
