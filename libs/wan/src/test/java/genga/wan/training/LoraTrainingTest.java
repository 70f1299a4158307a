package genga.wan.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.wan.adapter.LoraAdapter;
import genga.wan.adapter.LoraFormat;
import genga.wan.adapter.LoraModule;
import genga.wan.adapter.LoraRank;
import genga.wan.optimizer.AdamW;
import genga.wan.optimizer.AdamW8bit;
import genga.wan.optimizer.Lion;
import genga.wan.optimizer.OptimizerRule;
import genga.wan.optimizer.ScheduleFreeAdamW;
import genga.wan.tensor.CounterRandom;
import genga.wan.tensor.CounterRandom.Purpose;
import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.training.TimestepSampling.Shift;
import genga.wan.transformer.TransformerOptions;
import genga.wan.transformer.WanTransformer;
import genga.wan.weights.Golden;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LoraTrainingTest {
    private static final TrainingSettings SETTINGS =
            new TrainingSettings(new LoraRank(4, 4), AdamW.withRate(2e-3), Timesteps.of(new Shift(3, 1)), 1.0, 11);

    @TempDir
    Path folder;

    private WanTransformer base;
    private TensorScope scope;

    @BeforeEach
    void open() {
        base = WanTransformer.of(Golden.open("C_dit_tiny.weights"), TransformerOptions.on(Device.cpu()));
        scope = TensorScope.open();
    }

    @AfterEach
    void close() {
        scope.close();
        base.close();
    }

    @Test
    void trainingTwiceTheStepsEqualsTrainingResumingAndTrainingOn() {
        Path state = folder.resolve("state.safetensors");
        try (LoraTraining whole = LoraTraining.start(base, SETTINGS);
                LoraTraining first = LoraTraining.start(base, SETTINGS)) {
            for (int number = 0; number < 6; number++) {
                whole.step(item(number));
            }
            for (int number = 0; number < 3; number++) {
                first.step(item(number));
            }
            try (TrainingSnapshot snapshot = first.snapshot()) {
                snapshot.write(state);
            }

            try (TrainingSnapshot read = TrainingSnapshot.read(state);
                    LoraTraining second = LoraTraining.resume(base, SETTINGS, read)) {
                for (int number = 3; number < 6; number++) {
                    second.step(item(number));
                }

                assertThat(second.steps()).isEqualTo(6);
                assertEqualBits(second, whole);
            }
        }
    }

    static Stream<OptimizerRule> rules() {
        return Stream.of(AdamW8bit.withRate(1e-3), Lion.withRate(1e-4), ScheduleFreeAdamW.withRate(1e-3));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyOptimizerResumesExactly(OptimizerRule rule) {
        TrainingSettings settings = new TrainingSettings(SETTINGS.rank(), rule, SETTINGS.timesteps(), 1.0, 11);
        try (LoraTraining whole = LoraTraining.start(base, settings);
                LoraTraining first = LoraTraining.start(base, settings)) {
            whole.step(item(0));
            whole.step(item(1));
            first.step(item(0));

            try (TrainingSnapshot snapshot = first.snapshot();
                    LoraTraining second = LoraTraining.resume(base, settings, snapshot)) {
                second.step(item(1));

                assertEqualBits(second, whole);
            }
        }
    }

    @Test
    void trainingLowersTheLossOnWhatItSees() {
        try (LoraTraining training = LoraTraining.start(base, SETTINGS)) {
            double before = training.validationLoss(item(0), 0.5, 1);
            for (int number = 0; number < 12; number++) {
                training.step(item(0));
            }

            assertThat(training.validationLoss(item(0), 0.5, 1)).isLessThan(0.97 * before);
        }
    }

    @Test
    void aFreshAdapterLeavesTheBaseModelsLoss() {
        try (LoraTraining training = LoraTraining.start(base, SETTINGS);
                LoraTraining other = LoraTraining.start(
                        base,
                        new TrainingSettings(new LoraRank(8, 2), SETTINGS.optimizer(), SETTINGS.timesteps(), 0, 5))) {
            assertThat(training.validationLoss(item(0), 0.3, 9)).isEqualTo(other.validationLoss(item(0), 0.3, 9));
        }
    }

    @Test
    void noiseAndLevelDependOnTheItemsNumberAlone() {
        try (LoraTraining one = LoraTraining.start(base, SETTINGS);
                LoraTraining two = LoraTraining.start(base, SETTINGS)) {
            StepReport report = one.step(item(7));

            assertThat(two.step(item(7))).isEqualTo(report);
            assertThat(report.sigma()).isBetween(0.0, 1.0);
        }
    }

    @Test
    void theSameItemTwiceInAStepIsTheItemOnce() {
        try (LoraTraining one = LoraTraining.start(base, SETTINGS);
                LoraTraining two = LoraTraining.start(base, SETTINGS)) {
            one.step(List.of(item(4)), 1e-3);
            two.step(List.of(item(4), item(4)), 1e-3);

            assertEqualBits(one, two);
        }
    }

    @Test
    void halfPrecisionTrainsToo() {
        try (WanTransformer half = WanTransformer.of(
                        Golden.open("C_dit_tiny.weights"),
                        TransformerOptions.on(Device.cpu()).computingIn(DType.BF16));
                LoraTraining training = LoraTraining.start(half, SETTINGS);
                LoraTraining exact = LoraTraining.start(base, SETTINGS)) {
            double loss = training.step(item(1)).loss();

            assertThat(loss / exact.step(item(1)).loss()).isBetween(0.99, 1.01);
        }
    }

    @Test
    void aLatentThatIsNoNumberLeavesTheAdapterAlone() {
        float[] broken = new float[16 * 4 * 4];
        broken[3] = Float.NaN;
        TrainingItem item = new TrainingItem(Tensor.of(scope, broken, 16, 1, 4, 4), item(0).text_LD(), 0);
        try (LoraTraining training = LoraTraining.start(base, SETTINGS);
                LoraTraining untouched = LoraTraining.start(base, SETTINGS)) {
            assertThatThrownBy(() -> training.step(item))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("training step 1 gave loss NaN and gradient norm NaN;");

            assertEqualBits(training, untouched);
        }
    }

    @Test
    void theOrderOfAnAdaptersModulesDoesNotMatter() {
        try (LoraAdapter ordered = LoraAdapter.create(base.shape(), SETTINGS.rank(), 3, Device.cpu());
                LoraAdapter reversed = reversed(ordered);
                LoraTraining one = LoraTraining.startFrom(base, SETTINGS, ordered);
                LoraTraining two = LoraTraining.startFrom(base, SETTINGS, reversed);
                LoraAdapter expected = one.gradients(noised());
                LoraAdapter found = two.gradients(noised())) {
            expected.modules().forEach((name, module) -> {
                assertThat(found.modules().get(name).down_RI().toBytes())
                        .isEqualTo(module.down_RI().toBytes());
                assertThat(found.modules().get(name).up_OR().toBytes())
                        .isEqualTo(module.up_OR().toBytes());
            });
            one.step(item(0));
            two.step(item(0));
            assertEqualBits(one, two);
        }
    }

    @Test
    void anAdapterInHalfPrecisionIsTrainedInSingle() {
        Path file = folder.resolve("half.safetensors");
        try (LoraAdapter fresh = LoraAdapter.create(base.shape(), SETTINGS.rank(), 3, Device.cpu())) {
            fresh.write(file, LoraFormat.MUSUBI, DType.BF16, Map.of());
        }

        try (LoraAdapter half = LoraAdapter.read(file, base.shape());
                LoraTraining training = LoraTraining.startFrom(base, SETTINGS, half)) {
            training.step(item(0));
            try (LoraAdapter trained = training.adapter()) {
                assertThat(trained.modules().values()).allSatisfy(module -> {
                    assertThat(module.down_RI().dtype()).isEqualTo(DType.F32);
                    assertThat(module.up_OR().dtype()).isEqualTo(DType.F32);
                });
            }
        }
    }

    private LoraAdapter reversed(LoraAdapter adapter) {
        Map<String, LoraModule> modules = new LinkedHashMap<>();
        for (String name : List.copyOf(adapter.modules().keySet()).reversed()) {
            modules.put(name, adapter.modules().get(name));
        }
        return LoraAdapter.of(TensorScope.open(), modules);
    }

    private NoisedItem noised() {
        return NoisedItem.draw(scope, item(0), SETTINGS);
    }

    @Test
    void aSnapshotOfAnotherTrainingIsRefused() {
        TrainingSettings other =
                new TrainingSettings(new LoraRank(4, 2), SETTINGS.optimizer(), SETTINGS.timesteps(), 1.0, 11);
        try (LoraTraining training = LoraTraining.start(base, SETTINGS);
                TrainingSnapshot snapshot = training.snapshot()) {
            assertThatThrownBy(() -> LoraTraining.resume(base, other, snapshot))
                    .hasMessage("snapshot of another training: expected rank 4, alpha 2.0, seed 11, found 4, 4.0, 11;"
                            + " resume it with its own settings or start anew");
        }
    }

    private TrainingItem item(long number) {
        CounterRandom random = new CounterRandom(99, Purpose.VALIDATION_NOISE, number % 2);
        Tensor latent = Tensor.of(scope, random.normals(16 * 2 * 4 * 6), 16, 2, 4, 6);
        return new TrainingItem(latent, Tensor.of(scope, random.normals(9 * 64), 9, 64), number);
    }

    private static void assertEqualBits(LoraTraining one, LoraTraining two) {
        try (LoraAdapter a = one.adapter();
                LoraAdapter b = two.adapter()) {
            a.modules().forEach((name, module) -> {
                assertThat(module.up_OR().toBytes())
                        .as("up of " + name)
                        .isEqualTo(b.modules().get(name).up_OR().toBytes());
                assertThat(module.down_RI().toBytes())
                        .as("down of " + name)
                        .isEqualTo(b.modules().get(name).down_RI().toBytes());
            });
        }
    }
}
