package genga.gateway.render;

import com.fasterxml.jackson.annotation.JsonInclude;
import genga.contracts.document.RenderRecipe;
import genga.contracts.fact.RenderEnded;
import genga.contracts.fact.RenderOutcome;
import genga.contracts.fact.RenderProgressed;
import genga.contracts.fact.RenderRequested;
import genga.contracts.vocabulary.Progress;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.RenderId;
import genga.contracts.vocabulary.StoredObject;
import genga.gateway.problem.ProblemView;
import genga.gateway.readmodel.RenderFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A render as the API tells of it: *Render* in docs/api.md.
///
/// @param poster object key
/// @param notes  a sentence for each setting that could not act
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record RenderView(
        RenderId render,
        ProjectId project,
        RenderRecipe recipe,
        State state,
        Optional<Progress> progress,
        Optional<StoredObject> clip,
        Optional<String> poster,
        Optional<Double> seconds,
        List<String> notes,
        Optional<ProblemView> problem,
        Instant requestedAt) {

    /// How far it is.
    enum State {
        REQUESTED,
        RUNNING,
        FINISHED,
        CANCELLED,
        FAILED
    }

    static RenderView of(RenderFacts facts, RenderRecipe recipe) {
        RenderRequested requested = facts.requested();
        Optional<RenderOutcome> outcome = facts.ended().map(RenderEnded::outcome);
        Optional<RenderOutcome.Finished> finished = only(outcome, RenderOutcome.Finished.class);
        return new RenderView(
                requested.render(),
                requested.project(),
                recipe,
                state(facts, outcome),
                facts.progressed().map(RenderProgressed::progress),
                finished.map(RenderOutcome.Finished::clip),
                finished.map(RenderOutcome.Finished::poster).map(StoredObject::key),
                finished.map(RenderOutcome.Finished::seconds),
                finished.map(RenderOutcome.Finished::notes).orElse(List.of()),
                only(outcome, RenderOutcome.Failed.class)
                        .map(RenderOutcome.Failed::problem)
                        .map(ProblemView::of),
                requested.header().at());
    }

    private static <T> Optional<T> only(Optional<RenderOutcome> outcome, Class<T> type) {
        return outcome.filter(type::isInstance).map(type::cast);
    }

    private static State state(RenderFacts facts, Optional<RenderOutcome> outcome) {
        if (outcome.isPresent()) {
            return switch (outcome.get()) {
                case RenderOutcome.Finished finished -> State.FINISHED;
                case RenderOutcome.Cancelled cancelled -> State.CANCELLED;
                case RenderOutcome.Failed failed -> State.FAILED;
            };
        }
        return facts.progressed().isPresent() ? State.RUNNING : State.REQUESTED;
    }
}
