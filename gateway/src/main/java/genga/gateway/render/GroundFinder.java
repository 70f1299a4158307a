package genga.gateway.render;

import genga.contracts.document.RenderRecipe.Adapter;
import genga.contracts.fact.ProjectDefined;
import genga.contracts.vocabulary.Resolution;
import genga.contracts.vocabulary.StoredObject;
import genga.gateway.problem.Refusal;
import genga.gateway.readmodel.Datasets;
import genga.gateway.run.RunBook;
import genga.gateway.run.RunView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/// Finds what a render is to stand on.
@ApplicationScoped
class GroundFinder {

    private final RunBook runs;
    private final Datasets datasets;

    GroundFinder(RunBook runs, Datasets datasets) {
        this.runs = runs;
        this.datasets = datasets;
    }

    RenderGround of(ProjectDefined project, RenderOrder order) {
        if (order.run() == null) {
            checkNoStrength(order);
            String baseModel = RenderOrder.or(order.baseModel(), RenderGround.NANO);
            return new RenderGround(project.triggerPhrase(), baseModel, List.of(), RenderGround.SMALL);
        }
        RunView run = runs.find(order.run())
                .filter(found -> found.project().equals(project.project()))
                .orElseThrow(() -> Refusal.unknown("run", order.run()));
        checkBase(order, run);
        Adapter adapter = new Adapter(adapter(run), strength(order));
        return new RenderGround(project.triggerPhrase(), run.recipe().baseModel(), List.of(adapter), size(run));
    }

    /// The finished adapter, or the latest one saved on the way to it.
    private static StoredObject adapter(RunView run) {
        return run.adapter()
                .or(() -> run.checkpoints().isEmpty()
                        ? Optional.empty()
                        : Optional.of(run.checkpoints().getLast().adapter()))
                .orElseThrow(() -> Refusal.conflict(
                        "run",
                        "one that has saved an adapter",
                        "%s, which has not".formatted(run.run()),
                        "wait for its first checkpoint or leave it out"));
    }

    /// The first of the dataset's parts that holds moving pictures.
    private Resolution size(RunView run) {
        return datasets.find(run.dataset().value()).stream()
                .flatMap(dataset -> dataset.frozen().parts().stream())
                .filter(part -> part.targetFrames().stream().anyMatch(frames -> frames > 1))
                .filter(part -> part.width() % 16 == 0 && part.height() % 16 == 0)
                .map(part -> new Resolution(part.width(), part.height()))
                .findFirst()
                .orElse(RenderGround.SMALL);
    }

    private static double strength(RenderOrder order) {
        double strength = RenderOrder.or(order.strength(), 1.0);
        if (strength < -4 || strength > 4) {
            throw Refusal.bad("strength", "a number from -4 to 4", strength, "1 is as trained");
        }
        return strength;
    }

    private static void checkNoStrength(RenderOrder order) {
        if (order.strength() != null) {
            throw Refusal.bad("strength", "a run whose adapter it is for", "no run", "name a run or leave it out");
        }
    }

    private static void checkBase(RenderOrder order, RunView run) {
        if (order.baseModel() != null && !order.baseModel().equals(run.recipe().baseModel())) {
            throw Refusal.bad(
                    "baseModel",
                    "'%s', on which the run was trained".formatted(run.recipe().baseModel()),
                    "'%s'".formatted(order.baseModel()),
                    "leave it out");
        }
    }
}
