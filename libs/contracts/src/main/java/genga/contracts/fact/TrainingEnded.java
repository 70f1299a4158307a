package genga.contracts.fact;

import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.RunId;

/// A run is over, well or badly.
public record TrainingEnded(FactHeader header, RunId run, ProjectId project, TrainingOutcome outcome) implements Fact {

    @Override
    public Topic topic() {
        return Topic.TRAININGS_ENDED;
    }

    @Override
    public String key() {
        return run.value();
    }
}
