package genga.trainer;

import genga.chassis.Refused;
import genga.contracts.vocabulary.Problem;
import genga.contracts.vocabulary.StoredObject;
import genga.store.MissingObject;
import genga.store.ObjectStore;
import genga.trainer.RunSnapshots.RunSnapshot;
import genga.wan.adapter.LoraAdapter;
import genga.wan.adapter.LoraRank;
import genga.wan.training.LoraTraining;
import genga.wan.transformer.TransformerShape;
import genga.wan.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Finds what a run begins with, before its base model is loaded. A run that was here before goes on where it was and
/// does not look at its start adapter again.
final class StartFinder {

    private static final Logger LOG = Logger.getLogger(StartFinder.class);

    private final ObjectStore store;
    private final Path folder;

    /// @param folder for files on their way
    StartFinder(ObjectStore store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    RunStart find(RunPlan plan, RunSnapshots snapshots) throws IOException {
        Optional<RunSnapshot> snapshot = snapshots.newest();
        if (snapshot.isPresent()) {
            return new RunStart.GoingOn(snapshot.get());
        }
        Optional<StoredObject> object = plan.recipe().startAdapter();
        return object.isPresent() ? new RunStart.FromAdapter(adapter(plan, object.get())) : new RunStart.Afresh();
    }

    private LoraAdapter adapter(RunPlan plan, StoredObject object) throws IOException {
        Path file = Files.createTempFile(folder, "adapter-", ".safetensors");
        try {
            store.fetch(object, file);
            LoraAdapter adapter = read(plan, file);
            LOG.infof(
                    "start adapter read run=%s object=%s unused=%d",
                    plan.order().run(), object.key(), adapter.unusedKeys().size());
            return adapter;
        } catch (WeightsException | MissingObject | IllegalArgumentException e) {
            throw new Refused(unfit(plan, object, e), e);
        } finally {
            Files.delete(file);
        }
    }

    private static LoraAdapter read(RunPlan plan, Path file) {
        TransformerShape shape = plan.model().shape();
        LoraAdapter adapter = LoraAdapter.read(file, shape);
        try {
            LoraTraining.requireStart(adapter, shape, plan.settings().rank());
            return adapter;
        } catch (RuntimeException e) {
            adapter.close();
            throw e;
        }
    }

    private static Problem unfit(RunPlan plan, StoredObject object, Exception cause) {
        LoraRank rank = plan.settings().rank();
        return new Problem(
                "recipe startAdapter " + object.key(),
                cause.getMessage(),
                "a LoRA of rank %d and alpha %s on all linears of '%s'"
                        .formatted(rank.rank(), rank.alpha(), plan.model().name()),
                "give rank and alpha as the adapter has them, or choose another adapter");
    }
}
