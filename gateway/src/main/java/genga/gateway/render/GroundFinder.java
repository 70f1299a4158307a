package genga.gateway.render;

import genga.contracts.document.RenderRecipe.Adapter;
import genga.contracts.document.TrainingRecipe;
import genga.contracts.fact.ProjectDefined;
import genga.contracts.vocabulary.Resolution;
import genga.gateway.problem.Refusal;
import genga.gateway.readmodel.Datasets;
import genga.gateway.render.RenderOrder.AdapterOrder;
import genga.gateway.run.AdapterFinder;
import genga.gateway.run.RunView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/// Finds what a render is to stand on.
@ApplicationScoped
class GroundFinder {

    private final AdapterFinder adapters;
    private final Datasets datasets;

    GroundFinder(AdapterFinder adapters, Datasets datasets) {
        this.adapters = adapters;
        this.datasets = datasets;
    }

    RenderGround of(ProjectDefined project, RenderOrder order) {
        checkOneWay(order);
        List<Adapter> chosen = new ArrayList<>();
        List<RunView> trained = new ArrayList<>();
        for (AdapterOrder adapter : order.wanted()) {
            if (adapter.isBrought()) {
                chosen.add(adapter.of(adapters.brought("adapters", adapter.object())));
            } else {
                RunView run = adapters.run(project.project(), adapter.run());
                trained.add(run);
                checkBase(order, run, trained.getFirst());
                chosen.add(adapter.of(adapters.saved(run)));
            }
        }
        if (trained.isEmpty()) {
            String baseModel = RenderOrder.or(order.baseModel(), TrainingRecipe.NANO);
            return new RenderGround(project.triggerPhrase(), baseModel, chosen, RenderGround.SMALL);
        }
        RunView first = trained.getFirst();
        return new RenderGround(project.triggerPhrase(), first.recipe().baseModel(), chosen, size(first));
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

    private static void checkOneWay(RenderOrder order) {
        if (order.adapters() != null && (order.run() != null || order.strength() != null)) {
            throw Refusal.bad(
                    "adapters",
                    "the adapters alone",
                    "a run or strength beside them",
                    "move it into the list of adapters");
        }
        if (order.strength() != null && order.run() == null) {
            throw Refusal.bad("strength", "a run whose adapter it is for", "no run", "name a run or leave it out");
        }
    }

    private static void checkBase(RenderOrder order, RunView run, RunView first) {
        String base = run.recipe().baseModel();
        if (order.baseModel() != null && !order.baseModel().equals(base)) {
            throw Refusal.bad(
                    "baseModel",
                    "'%s', on which the run was trained".formatted(base),
                    "'%s'".formatted(order.baseModel()),
                    "leave it out");
        }
        if (!base.equals(first.recipe().baseModel())) {
            throw Refusal.bad(
                    "adapters",
                    "runs of one base model",
                    "'%s' and '%s'".formatted(first.recipe().baseModel(), base),
                    "render with them one after the other");
        }
    }
}
