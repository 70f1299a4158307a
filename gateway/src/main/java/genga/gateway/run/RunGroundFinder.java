package genga.gateway.run;

import genga.contracts.document.TrainingRecipe;
import genga.contracts.fact.CacheEnded;
import genga.contracts.fact.CacheOutcome;
import genga.contracts.fact.CacheRequested;
import genga.contracts.vocabulary.StoredObject;
import genga.gateway.problem.Refusal;
import genga.gateway.readmodel.DatasetFacts;
import genga.gateway.run.RunGround.Start;
import genga.gateway.run.RunOrder.StartOrder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Finds what a run is to stand on.
@ApplicationScoped
class RunGroundFinder {

    private final AdapterFinder adapters;

    RunGroundFinder(AdapterFinder adapters) {
        this.adapters = adapters;
    }

    RunGround of(DatasetFacts dataset, RunOrder order) {
        return new RunGround(
                cache(dataset),
                dataset.requested().map(CacheRequested::baseModel).orElse(TrainingRecipe.NANO),
                Optional.ofNullable(order.startAdapter()).map(start -> start(dataset, start)));
    }

    private Start start(DatasetFacts dataset, StartOrder order) {
        if (order.isBrought()) {
            return new Start(adapters.brought("startAdapter", order.object()), Optional.empty());
        }
        RunView run = adapters.run(dataset.frozen().project(), order.run());
        return new Start(adapters.saved(run), Optional.of(run));
    }

    private static StoredObject cache(DatasetFacts facts) {
        return facts.ended()
                .map(CacheEnded::outcome)
                .filter(CacheOutcome.Completed.class::isInstance)
                .map(CacheOutcome.Completed.class::cast)
                .map(CacheOutcome.Completed::index)
                .orElseThrow(() -> Refusal.conflict(
                        "dataset",
                        "one that is encoded",
                        "%s, which is not".formatted(facts.frozen().dataset()),
                        "POST /v1/datasets/%s/cache and wait for CacheEnded"
                                .formatted(facts.frozen().dataset())));
    }
}
