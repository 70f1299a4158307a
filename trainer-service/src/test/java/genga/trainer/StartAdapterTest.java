package genga.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import genga.chassis.work.WorkSignals;
import genga.contracts.document.CacheIndex.Item;
import genga.contracts.fact.TrainingOutcome;
import genga.contracts.fact.TrainingProgressed;
import genga.contracts.fact.TrainingRequested;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.RunId;
import genga.contracts.vocabulary.StoredObject;
import genga.store.ContentType;
import genga.store.ObjectStore;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.SafetensorsFile;
import genga.wan.weights.SafetensorsWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs that begin with the factors of an adapter that exists.
@QuarkusTest
@QuarkusTestResource(InMemoryChannels.class)
class StartAdapterTest {

    /// Too little to move any value in fp32.
    private static final double NO_RATE = 1e-30;

    @Inject
    Studio studio;

    @Inject
    ObjectStore store;

    @Inject
    Training training;

    @TempDir
    Path folder;

    @Test
    void theFirstStepStartsFromTheFactorsOfTheAdapter() throws IOException {
        StoredObject start = trained();

        TrainingRequested order = studio.order(Recipes.startingFrom(start, 4, NO_RATE, 1), items());

        StoredObject adapter = studio.finished(order.run()).adapter();
        assertThat(tensors(adapter)).isEqualTo(tensors(start));
        try (SafetensorsFile file = opened(adapter)) {
            assertThat(file.metadata()).containsEntry("genga.start_adapter", start.sha256());
        }
    }

    @Test
    void aRunGoesOnFromItsSnapshotWithoutItsStartAdapter() throws Exception {
        StoredObject start = trained();
        TrainingRequested order = studio.order(Recipes.startingFrom(start, 4, 1e-3, 6), items());
        StoredObject uninterrupted = studio.finished(order.run()).adapter();
        int told = studio.facts(order.run(), TrainingProgressed.class).size();
        store.remove(uninterrupted.key());
        store.remove(ObjectKeys.snapshot(order.run(), 6));
        store.remove(start.key());

        training.perform(order, new WorkSignals());

        assertThat(studio.finished(order.run()).adapter()).isEqualTo(uninterrupted);
        assertThat(studio.facts(order.run(), TrainingProgressed.class).get(told).step())
                .isEqualTo(5);
    }

    @Test
    void anAdapterOfAnotherRankIsRefusedBeforeTheFirstStep() throws IOException {
        StoredObject start = trained();

        RunId run =
                studio.order(Recipes.startingFrom(start, 8, 1e-3, 6), items()).run();

        assertThat(failure(run))
                .isEqualTo(
                        ("recipe startAdapter %s: expected a LoRA of rank 8 and alpha 8.0 on all linears of 'wan-nano',"
                                        + " got blocks.0.self_attn.q of the adapter to train: expected rank 8 and alpha 8.0, found"
                                        + " rank 4 and alpha 4.0; give rank and alpha as the adapter has them, or choose another"
                                        + " adapter")
                                .formatted(start.key()));
        assertThat(studio.facts(run, TrainingProgressed.class)).isEmpty();
    }

    @Test
    void anAdapterForAnotherModelIsRefused() throws IOException {
        Path file = folder.resolve("foreign.safetensors");
        try (TensorScope scope = TensorScope.open()) {
            SafetensorsWriter.write(
                    file,
                    Map.of(
                            "lora_unet_blocks_0_self_attn_q.lora_down.weight",
                            Tensor.of(scope, new float[4 * 128], 4, 128),
                            "lora_unet_blocks_0_self_attn_q.lora_up.weight",
                            Tensor.of(scope, new float[128 * 4], 128, 4)),
                    Map.of());
        }
        StoredObject foreign = store.put("incoming/foreign.safetensors", file, ContentType.BINARY);

        RunId run =
                studio.order(Recipes.startingFrom(foreign, 4, 1e-3, 6), items()).run();

        assertThat(failure(run)).contains("recipe startAdapter incoming/foreign", "another size than width 256");
    }

    private StoredObject trained() throws IOException {
        return studio.finished(studio.order(Recipes.steps(2, 2), items()).run()).adapter();
    }

    private List<Item> items() throws IOException {
        return List.of(studio.item("clip-s", 1, 1));
    }

    private Map<String, String> tensors(StoredObject adapter) {
        Map<String, String> tensors = new TreeMap<>();
        try (SafetensorsFile file = opened(adapter);
                TensorScope scope = TensorScope.open()) {
            for (String name : file.names()) {
                tensors.put(name, Arrays.toString(file.tensor(scope, name).toFloats()));
            }
        }
        return tensors;
    }

    private SafetensorsFile opened(StoredObject object) {
        Path file = folder.resolve(object.sha256());
        store.fetch(object, file);
        return SafetensorsFile.open(file);
    }

    private String failure(RunId run) {
        TrainingOutcome outcome = studio.outcome(run);
        assertThat(outcome).isInstanceOf(TrainingOutcome.Failed.class);
        return ((TrainingOutcome.Failed) outcome).problem().sentence();
    }
}
