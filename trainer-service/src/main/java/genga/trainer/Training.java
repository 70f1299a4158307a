package genga.trainer;

import genga.chassis.Documents;
import genga.chassis.Facts;
import genga.chassis.Refused;
import genga.chassis.work.Work;
import genga.chassis.work.WorkSignals;
import genga.chassis.work.WorkSignals.WorkInterrupted;
import genga.contracts.document.CacheIndex;
import genga.contracts.document.DatasetManifest;
import genga.contracts.document.TrainingRecipe;
import genga.contracts.fact.TrainingOutcome;
import genga.contracts.fact.TrainingRequested;
import genga.contracts.vocabulary.Problem;
import genga.wan.base.MissingModel;
import genga.wan.base.ModelFolder;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;

/// Trains adapters, one run at a time.
@ApplicationScoped
class Training implements Work<TrainingRequested> {

    private final Documents documents;
    private final Facts facts;
    private final Clock clock;
    private final TrainingBench bench;
    private final TrainerConfig config;

    Training(Documents documents, Facts facts, Clock clock, TrainingBench bench, TrainerConfig config) {
        this.documents = documents;
        this.facts = facts;
        this.clock = clock;
        this.bench = bench;
        this.config = config;
    }

    @Override
    public Class<TrainingRequested> orderType() {
        return TrainingRequested.class;
    }

    @Override
    public String id(TrainingRequested order) {
        return order.run().value();
    }

    @Override
    public void perform(TrainingRequested order, WorkSignals signals) throws IOException, WorkInterrupted {
        RunVoice voice = new RunVoice(order, facts, clock);
        if (signals.cancelled()) {
            voice.ended(new TrainingOutcome.Cancelled(0));
        } else {
            voice.ended(bench.train(plan(order), voice, signals));
        }
    }

    private RunPlan plan(TrainingRequested order) {
        TrainingRecipe recipe = documents.read(order.recipe(), TrainingRecipe.class);
        CacheIndex index = documents.read(order.cache(), CacheIndex.class);
        if (!recipe.baseModel().equals(index.baseModel())) {
            throw new Refused(new Problem(
                    "recipe baseModel",
                    "'%s'".formatted(recipe.baseModel()),
                    "'%s', whose VAE and text encoder made the cached items".formatted(index.baseModel()),
                    "train that model, or have dataset %s cached for the other".formatted(index.dataset())));
        }
        if (index.items().isEmpty()) {
            throw new Refused(new Problem(
                    "dataset " + index.dataset(), "no items", "at least one", "freeze a dataset with longer clips"));
        }
        DatasetManifest manifest = documents.read(bench.manifest(order.dataset()), DatasetManifest.class);
        return RunPlan.of(order, recipe, index, manifest, model(recipe.baseModel()));
    }

    private ModelFolder model(String name) {
        try {
            return ModelFolder.open(config.models(), name);
        } catch (MissingModel e) {
            throw new Refused(new Problem("baseModel", e.found(), e.expected(), e.remedy()), e);
        }
    }

    @Override
    public void failed(TrainingRequested order, Exception cause) {
        Problem problem = Refused.problem("run " + order.run(), cause);
        new RunVoice(order, facts, clock).ended(new TrainingOutcome.Failed(problem));
    }
}
