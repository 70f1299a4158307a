package genga.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import genga.chassis.work.WorkSignals;
import genga.contracts.document.CacheIndex.Item;
import genga.contracts.document.LearningRateCourse;
import genga.contracts.document.LearningRateCourse.Curve;
import genga.contracts.document.NoiseLevels;
import genga.contracts.document.NoiseLevels.Bend;
import genga.contracts.document.NoiseLevels.Mode;
import genga.contracts.document.OptimizerChoice;
import genga.contracts.document.OptimizerChoice.Name;
import genga.contracts.document.Regularising;
import genga.contracts.document.Regularising.LossWeighting;
import genga.contracts.document.TrainingRecipe;
import genga.contracts.fact.TrainingProgressed;
import genga.contracts.fact.TrainingRequested;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.StoredObject;
import genga.store.ObjectStore;
import genga.wan.weights.SafetensorsFile;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a recipe chooses beside the usual is what the run does.
@QuarkusTest
@QuarkusTestResource(InMemoryChannels.class)
class RunChoicesTest {

    private static final LearningRateCourse COSINE = new LearningRateCourse(Curve.COSINE, 0, 0.0, 1, 1.0, 0, List.of());
    private static final Regularising DROPPING = new Regularising(LossWeighting.COSMAP, 0.2, 0.1, 0.1, 0.0);

    @Inject
    Studio studio;

    @Inject
    ObjectStore store;

    @Inject
    Training training;

    @TempDir
    Path folder;

    @Test
    void everyOptimizerMovesTheAdapterInItsOwnWay() throws IOException {
        List<Item> items = items();

        List<TrainingRequested> orders = List.of(
                studio.order(chosen(Name.ADAMW), items),
                studio.order(chosen(Name.ADAMW_8BIT), items),
                studio.order(chosen(Name.ADAFACTOR), items),
                studio.order(chosen(Name.ADAFACTOR_RELATIVE), items),
                studio.order(chosen(Name.PRODIGY), items),
                studio.order(chosen(Name.LION), items),
                studio.order(chosen(Name.SCHEDULE_FREE_ADAMW), items));

        assertThat(orders)
                .extracting(order -> studio.finished(order.run()).adapter().sha256())
                .doesNotHaveDuplicates();
    }

    @Test
    void theLearningRateTakesItsCourse() throws IOException {
        TrainingRequested order = studio.order(
                Recipes.choosing(2, OptimizerChoice.of(Name.ADAMW), COSINE, Regularising.none(), 1), items());

        studio.finished(order.run());

        assertThat(studio.facts(order.run(), TrainingProgressed.class).getLast())
                .extracting(TrainingProgressed::step, TrainingProgressed::learningRate)
                .containsExactly(2, 5e-4);
    }

    /// Three items make an epoch: two of them per step, so that the third step ends in the second epoch.
    @Test
    void severalItemsMakeOneStep() throws IOException {
        TrainingRequested order = studio.order(
                Recipes.choosing(
                        3, OptimizerChoice.of(Name.ADAMW), LearningRateCourse.constant(), Regularising.none(), 2),
                items());

        studio.finished(order.run());

        assertThat(studio.facts(order.run(), TrainingProgressed.class).getLast())
                .extracting(TrainingProgressed::step, TrainingProgressed::epoch)
                .containsExactly(3, 2);
    }

    @Test
    void aRunWithDropoutAndACourseThatWasKilledEndsWithTheBytesOfOneThatWasNot() throws Exception {
        TrainingRequested order =
                studio.order(Recipes.choosing(6, OptimizerChoice.of(Name.ADAMW_8BIT), COSINE, DROPPING, 2), items());
        StoredObject uninterrupted = studio.finished(order.run()).adapter();
        store.remove(ObjectKeys.adapter(order.run(), "kites"));
        store.remove(ObjectKeys.snapshot(order.run(), 6));

        training.perform(order, new WorkSignals());

        assertThat(studio.finished(order.run()).adapter()).isEqualTo(uninterrupted);
    }

    @Test
    void theAdapterSaysWhatItWasTrainedWith() throws IOException {
        NoiseLevels levels = new NoiseLevels(Mode.LEVELS, null, null, null, 0.1, null, null, null, Bend.MODE, null);
        TrainingRequested order = studio.order(
                Recipes.at(levels, Recipes.choosing(2, OptimizerChoice.of(Name.LION), COSINE, DROPPING, 2)), items());
        Path file = folder.resolve("adapter.safetensors");

        store.fetch(studio.finished(order.run()).adapter(), file);

        try (SafetensorsFile adapter = SafetensorsFile.open(file)) {
            assertThat(adapter.metadata())
                    .containsEntry("ss_optimizer", "lion_pytorch.lion_pytorch.Lion")
                    .containsEntry("ss_lr_scheduler", "cosine")
                    .containsEntry("ss_weighting_scheme", "cosmap")
                    .containsEntry("ss_network_dropout", "0.2")
                    .containsEntry("ss_network_args", "{\"module_dropout\":\"0.1\",\"rank_dropout\":\"0.1\"}")
                    .containsEntry("ss_timestep_sampling", "sigma")
                    .containsEntry("ss_mode_scale", "1.29")
                    .containsEntry("modelspec.timestep_range", "100,1000")
                    .containsEntry("ss_gradient_accumulation_steps", "2");
        }
    }

    private static TrainingRecipe chosen(Name name) {
        return Recipes.choosing(2, OptimizerChoice.of(name), LearningRateCourse.constant(), Regularising.none(), 1);
    }

    private List<Item> items() throws IOException {
        return List.of(studio.item("clip-a", 1, 1), studio.item("clip-a", 5, 2), studio.item("clip-b", 1, 3));
    }
}
