package genga.gateway.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import genga.contracts.document.TrainingRecipe;
import genga.contracts.fact.CheckpointSaved;
import genga.contracts.fact.PreviewRendered;
import genga.contracts.fact.TrainingEnded;
import genga.contracts.fact.TrainingOutcome;
import genga.contracts.fact.TrainingProgressed;
import genga.contracts.fact.TrainingRequested;
import genga.contracts.vocabulary.DatasetId;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.RunId;
import genga.contracts.vocabulary.StoredObject;
import genga.gateway.problem.ProblemView;
import genga.gateway.readmodel.RunFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// A run as the API tells of it: *Run* in docs/api.md.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record RunView(
        RunId run,
        ProjectId project,
        DatasetId dataset,
        TrainingRecipe recipe,
        State state,
        int step,
        int steps,
        int epoch,
        Optional<Double> loss,
        Optional<Double> meanLoss,
        Optional<Double> firstLoss,
        Optional<Double> lastLoss,
        Optional<Double> secondsPerStep,
        Optional<StoredObject> adapter,
        List<Checkpoint> checkpoints,
        List<Preview> previews,
        Optional<ProblemView> problem,
        Instant requestedAt) {

    /// How far it is.
    public enum State {
        REQUESTED,
        RUNNING,
        FINISHED,
        CANCELLED,
        FAILED
    }

    static RunView of(RunFacts facts, TrainingRecipe recipe) {
        TrainingRequested requested = facts.requested();
        Optional<TrainingProgressed> latest = facts.progressed();
        Optional<TrainingOutcome> outcome = facts.ended().map(TrainingEnded::outcome);
        Optional<TrainingOutcome.Finished> finished = only(outcome, TrainingOutcome.Finished.class);
        return new RunView(
                requested.run(),
                requested.project(),
                requested.dataset(),
                recipe,
                state(facts, outcome),
                finished.map(TrainingOutcome.Finished::steps)
                        .or(() -> latest.map(TrainingProgressed::step))
                        .orElse(0),
                recipe.steps(),
                latest.map(TrainingProgressed::epoch).orElse(0),
                latest.map(TrainingProgressed::loss),
                latest.map(TrainingProgressed::meanLoss),
                finished.map(TrainingOutcome.Finished::firstLoss),
                finished.map(TrainingOutcome.Finished::lastLoss),
                latest.map(TrainingProgressed::secondsPerStep),
                finished.map(TrainingOutcome.Finished::adapter),
                facts.checkpoints().stream().map(Checkpoint::of).toList(),
                facts.previews().stream().map(Preview::of).toList(),
                only(outcome, TrainingOutcome.Failed.class)
                        .map(TrainingOutcome.Failed::problem)
                        .map(ProblemView::of),
                requested.header().at());
    }

    private static <T> Optional<T> only(Optional<TrainingOutcome> outcome, Class<T> type) {
        return outcome.filter(type::isInstance).map(type::cast);
    }

    private static State state(RunFacts facts, Optional<TrainingOutcome> outcome) {
        if (outcome.isPresent()) {
            return switch (outcome.get()) {
                case TrainingOutcome.Finished finished -> State.FINISHED;
                case TrainingOutcome.Cancelled cancelled -> State.CANCELLED;
                case TrainingOutcome.Failed failed -> State.FAILED;
            };
        }
        return facts.progressed().isPresent() ? State.RUNNING : State.REQUESTED;
    }

    /// An adapter saved on the way.
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Checkpoint(int step, int epoch, StoredObject adapter, OptionalDouble validationLoss) {
        static Checkpoint of(CheckpointSaved saved) {
            return new Checkpoint(saved.step(), saved.epoch(), saved.adapter(), saved.validationLoss());
        }
    }

    /// A clip rendered on the way; `clip` and `poster` are object keys.
    public record Preview(int step, int prompt, String clip, String poster) {
        static Preview of(PreviewRendered rendered) {
            return new Preview(
                    rendered.step(),
                    rendered.prompt(),
                    rendered.clip().key(),
                    rendered.poster().key());
        }
    }
}
