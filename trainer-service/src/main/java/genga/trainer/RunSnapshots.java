package genga.trainer;

import genga.chassis.Documents;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.RunId;
import genga.contracts.vocabulary.StoredObject;
import genga.store.ContentType;
import genga.store.CorruptObject;
import genga.store.ObjectStore;
import genga.wan.training.TrainingSnapshot;
import genga.wan.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/// The resumable snapshots of one run: the loss history first, then the training itself, so that a snapshot that is
/// there is whole. The two newest are kept.
final class RunSnapshots {

    private static final Logger LOG = Logger.getLogger(RunSnapshots.class);
    private static final int KEPT = 2;
    private static final Pattern STEP = Pattern.compile(".*/snapshot-(\\d{8,})\\.safetensors");

    private final ObjectStore store;
    private final Documents documents;
    private final RunId run;
    private final Path folder;

    /// @param folder for files on their way
    RunSnapshots(ObjectStore store, Documents documents, RunId run, Path folder) {
        this.store = store;
        this.documents = documents;
        this.run = run;
        this.folder = folder;
    }

    /// A run at one moment. The caller closes the training.
    record RunSnapshot(TrainingSnapshot training, LossHistory losses) {}

    void save(TrainingSnapshot training, LossHistory losses) throws IOException {
        int step = Math.toIntExact(training.steps());
        Path file = Files.createTempFile(folder, "snapshot-", ".safetensors");
        try {
            training.write(file);
            documents.write(lossesKey(step), losses.toArray());
            store.put(ObjectKeys.snapshot(run, step), file, ContentType.BINARY);
        } finally {
            Files.delete(file);
        }
        for (int old : steps().stream().skip(KEPT).toList()) {
            store.remove(ObjectKeys.snapshot(run, old));
            store.remove(lossesKey(old));
        }
    }

    /// The newest snapshot that is whole, or nothing for a run that begins.
    Optional<RunSnapshot> newest() throws IOException {
        for (int step : steps()) {
            try {
                return Optional.of(load(step));
            } catch (CorruptObject | WeightsException e) {
                LOG.warnf("snapshot passed over run=%s step=%d: %s", run, step, e.getMessage());
            }
        }
        return Optional.empty();
    }

    private RunSnapshot load(int step) throws IOException {
        LossHistory losses = new LossHistory(documents.read(existing(lossesKey(step)), double[].class));
        Path file = Files.createTempFile(folder, "snapshot-", ".safetensors");
        try {
            store.fetch(existing(ObjectKeys.snapshot(run, step)), file);
            return new RunSnapshot(TrainingSnapshot.read(file), losses);
        } finally {
            Files.delete(file);
        }
    }

    private StoredObject existing(String key) {
        return store.find(key).orElseThrow(() -> new CorruptObject(key, "of a whole snapshot", "nothing"));
    }

    /// Steps of the stored snapshots, newest first.
    private List<Integer> steps() {
        List<Integer> steps = new ArrayList<>();
        for (String key : store.list("runs/" + run + "/snapshot-")) {
            Matcher matcher = STEP.matcher(key);
            if (matcher.matches()) {
                steps.add(Integer.valueOf(matcher.group(1)));
            }
        }
        return steps.reversed();
    }

    private String lossesKey(int step) {
        return ObjectKeys.snapshot(run, step).replace(".safetensors", "-losses.json");
    }
}
