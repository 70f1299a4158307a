package genga.trainer;

import genga.chassis.Documents;
import genga.contracts.document.TrainingRecipe;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.StoredObject;
import genga.store.ContentType;
import genga.store.ObjectStore;
import genga.wan.adapter.LoraAdapter;
import genga.wan.adapter.LoraFormat;
import genga.wan.tensor.DType;
import genga.wan.training.LoraTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Adapter files of a run: musubi-tuner's tensor names, single precision, `{name}-step########.safetensors` on the way
/// and `{name}.safetensors` at the end.
final class Checkpoints {

    private final ObjectStore store;
    private final Documents documents;
    private final Path folder;
    private final BasePrecision precision;

    /// @param folder for files on their way
    Checkpoints(ObjectStore store, Documents documents, Path folder, BasePrecision precision) {
        this.store = store;
        this.documents = documents;
        this.folder = folder;
        this.precision = precision;
    }

    StoredObject save(RunPlan plan, ItemOrder order, LoraTraining training) throws IOException {
        int step = Math.toIntExact(training.steps());
        int epoch = order.epochOf((long) step * plan.recipe().itemsPerStep() - 1) + 1;
        RunPosition position = new RunPosition(step, epoch, order.epochLength());
        Map<String, String> metadata = AdapterMetadata.of(plan, precision, documents, position);
        Path file = Files.createTempFile(folder, "adapter-", ".safetensors");
        try (LoraAdapter adapter = training.adapter()) {
            adapter.write(file, LoraFormat.MUSUBI, DType.F32, metadata);
            return store.put(key(plan, step), file, ContentType.BINARY);
        } finally {
            Files.delete(file);
        }
    }

    private static String key(RunPlan plan, int step) {
        TrainingRecipe recipe = plan.recipe();
        return step == recipe.steps()
                ? ObjectKeys.adapter(plan.order().run(), recipe.name())
                : ObjectKeys.checkpoint(plan.order().run(), recipe.name(), step);
    }

    /// The final adapter, once the last step saved it.
    StoredObject last(RunPlan plan) {
        String key = key(plan, plan.recipe().steps());
        return store.find(key)
                .orElseThrow(() -> new IllegalStateException(
                        "adapter %s was stored at the last step and is gone; was it removed by hand?".formatted(key)));
    }
}
