package genga.gateway.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import genga.contracts.fact.CacheEnded;
import genga.contracts.fact.CacheOutcome;
import genga.contracts.fact.CacheRequested;
import genga.contracts.fact.DatasetFrozen;
import genga.contracts.fact.LatentCached;
import genga.contracts.fact.TextCached;
import genga.contracts.vocabulary.DatasetId;
import genga.contracts.vocabulary.DatasetPart;
import genga.contracts.vocabulary.Progress;
import genga.contracts.vocabulary.ProjectId;
import genga.gateway.problem.ProblemView;
import genga.gateway.readmodel.DatasetFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A dataset as the API tells of it: *Dataset* in docs/api.md.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record DatasetView(
        DatasetId dataset,
        ProjectId project,
        int clips,
        List<DatasetPart> parts,
        State state,
        Optional<Progress> progress,
        Optional<String> baseModel,
        Optional<Integer> itemsPerEpoch,
        Optional<Integer> latents,
        Optional<Integer> texts,
        Map<String, Integer> lost,
        Optional<ProblemView> problem,
        Instant frozenAt) {

    /// How far its encoding is.
    enum State {
        FROZEN,
        CACHING,
        CACHED,
        FAILED,
        CANCELLED
    }

    public static DatasetView of(DatasetFacts facts) {
        DatasetFrozen frozen = facts.frozen();
        Optional<CacheOutcome> outcome = facts.ended().map(CacheEnded::outcome);
        Optional<CacheOutcome.Completed> completed = only(outcome, CacheOutcome.Completed.class);
        return new DatasetView(
                frozen.dataset(),
                frozen.project(),
                frozen.clips(),
                frozen.parts(),
                state(facts, outcome),
                progress(facts),
                facts.requested().map(CacheRequested::baseModel),
                completed.map(CacheOutcome.Completed::itemsPerEpoch),
                completed.map(CacheOutcome.Completed::latents),
                completed.map(CacheOutcome.Completed::texts),
                completed.map(CacheOutcome.Completed::lost).orElse(Map.of()),
                only(outcome, CacheOutcome.Failed.class)
                        .map(CacheOutcome.Failed::problem)
                        .map(ProblemView::of),
                frozen.header().at());
    }

    /// The later of the two kinds of item tells how far it is.
    private static Optional<Progress> progress(DatasetFacts facts) {
        Instant latent = facts.latent().map(fact -> fact.header().at()).orElse(Instant.MIN);
        Instant text = facts.text().map(fact -> fact.header().at()).orElse(Instant.MIN);
        return latent.isAfter(text)
                ? facts.latent().map(LatentCached::progress)
                : facts.text().map(TextCached::progress);
    }

    private static <T> Optional<T> only(Optional<CacheOutcome> outcome, Class<T> type) {
        return outcome.filter(type::isInstance).map(type::cast);
    }

    private static State state(DatasetFacts facts, Optional<CacheOutcome> outcome) {
        if (outcome.isPresent()) {
            return switch (outcome.get()) {
                case CacheOutcome.Completed completed -> State.CACHED;
                case CacheOutcome.Cancelled cancelled -> State.CANCELLED;
                case CacheOutcome.Failed failed -> State.FAILED;
            };
        }
        return facts.requested().isPresent() ? State.CACHING : State.FROZEN;
    }
}
