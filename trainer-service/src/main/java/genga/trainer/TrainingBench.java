package genga.trainer;

import genga.chassis.ChassisConfig;
import genga.chassis.Documents;
import genga.chassis.Refused;
import genga.chassis.work.WorkSignals;
import genga.chassis.work.WorkSignals.WorkInterrupted;
import genga.clips.PromptEmbeddings;
import genga.contracts.fact.TrainingOutcome;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.DatasetId;
import genga.contracts.vocabulary.Problem;
import genga.contracts.vocabulary.StoredObject;
import genga.store.MissingObject;
import genga.store.ObjectStore;
import genga.wan.base.ComputeDevice;
import genga.wan.memory.DeviceSpeed;
import genga.wan.tensor.Device;
import genga.wan.training.LoraTraining;
import genga.wan.transformer.ActivationBudget;
import genga.wan.transformer.TransformerOptions;
import genga.wan.transformer.WanTransformer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/// The place where runs are trained: device, disk, store. Made at start, so that a device that is not there stops the
/// service at once and not its first run.
@ApplicationScoped
@Startup
class TrainingBench {

    private static final Logger LOG = Logger.getLogger(TrainingBench.class);

    private final ObjectStore store;
    private final Documents documents;
    private final TrainerConfig config;
    private final Device device;
    private final Path folder;

    TrainingBench(ObjectStore store, Documents documents, TrainerConfig config, ChassisConfig chassis) {
        this.store = store;
        this.documents = documents;
        this.config = config;
        this.device = ComputeDevice.named(config.device());
        this.folder = chassis.folder().resolve("trainer-service");
    }

    StoredObject manifest(DatasetId dataset) {
        String key = ObjectKeys.manifest(dataset);
        return store.find(key).orElseThrow(() -> new MissingObject(key));
    }

    TrainingOutcome train(RunPlan plan, RunVoice voice, WorkSignals signals) throws IOException, WorkInterrupted {
        refuseWhatDoesNotFit(plan);
        Files.createDirectories(folder);
        RunSnapshots snapshots = new RunSnapshots(store, documents, plan.order().run(), folder);
        try (RunStart start = new StartFinder(store, folder).find(plan, snapshots)) {
            PreviewScene scene =
                    PreviewScene.of(plan, new PromptEmbeddings(store, plan.model(), device, folder), folder);
            try (WanTransformer base = plan.model().openTransformer(options());
                    LoraTraining training = begin(plan, base, start)) {
                BasePrecision precision =
                        new BasePrecision(base.compute(), plan.model().quantisation());
                Checkpoints checkpoints = new Checkpoints(store, documents, folder, precision);
                Previews previews = new Previews(store, plan, voice, base, scene);
                RunTools tools = tools(plan, voice, checkpoints, snapshots, previews);
                return new TrainingRun(plan, tools, training, start.losses()).run(signals);
            }
        }
    }

    private RunTools tools(
            RunPlan plan, RunVoice voice, Checkpoints checkpoints, RunSnapshots snapshots, Previews previews)
            throws IOException {
        ItemShelf shelf =
                new ItemShelf(store, folder.resolve("items"), config.keptItems().asLongValue(), voice.clock());
        shelf.tidy();
        CachedExamples examples = new CachedExamples(shelf);
        return new RunTools(
                voice,
                examples,
                checkpoints,
                snapshots,
                new Validation(plan.items().heldOut(), examples, plan.recipe().seed()),
                previews,
                config.snapshotEvery());
    }

    /// Told before the first step, so that nobody waits a night to learn that it takes a month.
    private void foretell(RunPlan plan, WanTransformer base) {
        double teraflops = DeviceSpeed.teraflops(device, base.compute());
        new RunForecast(plan, config.blocksToSwap())
                .lines(teraflops)
                .forEach(
                        line -> LOG.infof("run foretold run=%s %s", plan.order().run(), line));
    }

    private TransformerOptions options() {
        return TransformerOptions.on(device).swapping(config.blocksToSwap());
    }

    private void refuseWhatDoesNotFit(RunPlan plan) {
        plan.model()
                .refusal(device, base -> plan.workload(base, config.blocksToSwap()))
                .ifPresent(reason -> {
                    throw new Refused(new Problem(
                            "run " + plan.order().run(),
                            reason,
                            "a training that fits the memory of " + device,
                            "set genga.blocks-to-swap, or cache smaller items"));
                });
    }

    private LoraTraining begin(RunPlan plan, WanTransformer base, RunStart start) {
        foretell(plan, base);
        LoraTraining training = start.begin(base, plan.settings());
        training.regularise(RecipeRules.regularisation(plan.recipe()));
        training.keepWithin(new ActivationBudget(config.keptActivations().asLongValue()));
        LOG.infof(
                "training began run=%s step=%d of %d",
                plan.order().run(), training.steps(), plan.recipe().steps());
        return training;
    }
}
