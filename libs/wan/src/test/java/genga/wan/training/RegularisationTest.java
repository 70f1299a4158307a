package genga.wan.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.wan.adapter.LoraAdapter;
import genga.wan.adapter.LoraModule;
import genga.wan.adapter.LoraRank;
import genga.wan.optimizer.AdamW;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.training.TimestepSampling.Shift;
import genga.wan.transformer.ActivationBudget;
import genga.wan.transformer.TransformerOptions;
import genga.wan.transformer.WanTransformer;
import genga.wan.weights.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each against its closed form.
class RegularisationTest {
    private static final Offset<Double> CLOSE = Offset.offset(1e-6);
    private static final TrainingSettings SETTINGS =
            new TrainingSettings(new LoraRank(4, 4), AdamW.withRate(2e-3), Timesteps.of(new Shift(3, 1)), 1.0, 11);

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

    @ParameterizedTest
    @CsvSource({
        "NONE,0.3,1",
        "SIGMA_SQRT,0.5,4",
        "SIGMA_SQRT,0,1000000",
        "COSMAP,0.5,1.2732395447",
        "COSMAP,1,0.6366197724"
    })
    void errorsCountByTheirNoiseLevel(LossWeighting weighting, double sigma, double weight) {
        assertThat(weighting.weight(sigma)).isCloseTo(weight, CLOSE);
    }

    @Test
    void aWeightedStepHasTheWeightedLossAndGradients() {
        NoisedItem item = item(0.5);
        try (LoraTraining plain = training(Regularisation.none());
                LoraTraining weighted =
                        training(new Regularisation(LossWeighting.SIGMA_SQRT, AdapterDropout.none(), 0))) {
            StepReport once = plain.step(item);

            StepReport report = weighted.step(item);

            assertThat(report.loss()).isCloseTo(4 * once.loss(), Offset.offset(1e-4));
            assertThat(report.gradientNorm())
                    .isCloseTo(4 * once.gradientNorm(), Offset.offset(4e-4 * once.gradientNorm()));
        }
    }

    @Test
    void severalItemsAreOneStepOfTheirMeanGradient() {
        TrainingItem first = new TrainingItem(normal(16, 1, 8, 8), text(), 3);
        TrainingItem second = new TrainingItem(normal(16, 2, 8, 8), text(), 4);
        try (LoraTraining one = training(Regularisation.none());
                LoraTraining other = training(Regularisation.none());
                LoraTraining both = training(Regularisation.none())) {
            double mean = (one.step(List.of(first), 1e-3).loss()
                            + other.step(List.of(second), 1e-3).loss())
                    / 2;

            StepReport report = both.step(List.of(first, second), 1e-3);

            assertThat(report.loss()).isCloseTo(mean, CLOSE);
            assertThat(report.step()).isEqualTo(1);
        }
    }

    @Test
    void droppedRowsCountNothingAndTheOthersMore() {
        float[][] factors = new AdapterDropout(0, 0.25, 0.5).factors(7, 0, 400, 16);

        int whole = 0;
        int kept = 0;
        for (float[] linear : factors) {
            for (float factor : linear) {
                assertThat(factor).isIn(0f, (float) (1 / 0.75));
                kept += factor > 0 ? 1 : 0;
            }
            whole += linear[0] + linear[1] + linear[2] + linear[3] > 0 ? 1 : 0;
        }
        assertThat(whole / 400.0).isCloseTo(0.5, Offset.offset(0.1));
        assertThat(kept / 6400.0).isCloseTo(0.375, Offset.offset(0.05));
        assertThat(new AdapterDropout(0, 0.25, 0.5).factors(7, 0, 400, 16)).isDeepEqualTo(factors);
        assertThatThrownBy(() -> new AdapterDropout(0, 1, 0))
                .hasMessageContaining("less than 1, got network 0.0, rank 1.0");
    }

    /// With B = 0 only B has a gradient, and its column of a row that was left out is zero.
    @Test
    void whatIsLeftOutHasNoGradientAndValidationLeavesNothingOut() {
        NoisedItem item = item(0.5);
        AdapterDropout dropout = new AdapterDropout(0, 0.5, 0);
        float[][] mask = dropout.factors(SETTINGS.seed(), 0, 30, 4);
        TrainingItem held = new TrainingItem(item.latent_CFHW(), item.text_LD(), 0);
        try (LoraTraining dropping = training(new Regularisation(LossWeighting.NONE, dropout, 0));
                LoraTraining plain = training(Regularisation.none());
                LoraAdapter some = dropping.gradients(item);
                LoraAdapter all = plain.gradients(item)) {
            List<LoraModule> found = new ArrayList<>(some.modules().values());
            List<LoraModule> whole = new ArrayList<>(all.modules().values());

            for (int linear = 0; linear < found.size(); linear++) {
                float[] up = found.get(linear).up_OR().toFloats();
                float[] plainUp = whole.get(linear).up_OR().toFloats();
                for (int at = 0; at < up.length; at++) {
                    float expected = plainUp[at] * mask[linear][at % 4];
                    assertThat(up[at]).isCloseTo(expected, Offset.offset(1e-6f + 1e-3f * Math.abs(expected)));
                }
            }
            assertThat(dropping.validationLoss(held, 0.5, 3)).isEqualTo(plain.validationLoss(held, 0.5, 3));
        }
    }

    /// Whatever is kept or computed again, both directions see the same masks.
    @Test
    void innerValuesLeftOutAreTheSameForthAndBack() {
        NoisedItem item = item(0.5);
        Regularisation dropping = new Regularisation(LossWeighting.NONE, new AdapterDropout(0.5, 0, 0), 0);
        TrainingItem later = new TrainingItem(item.latent_CFHW(), item.text_LD(), 5);
        try (LoraTraining poor = training(dropping);
                LoraTraining rich = training(dropping)) {
            poor.keepWithin(new ActivationBudget(0));
            rich.keepWithin(new ActivationBudget(1L << 40));

            poor.step(item);
            rich.step(item);
            StepReport again = poor.step(List.of(later), 1e-3);

            assertThat(again.gradientNorm())
                    .isCloseTo(rich.step(List.of(later), 1e-3).gradientNorm(), Offset.offset(1e-4));
        }
    }

    @Test
    void innerValuesLeftOutDependOnTheItemAlone() {
        NoisedItem item = item(0.5);
        Regularisation dropping = new Regularisation(LossWeighting.NONE, new AdapterDropout(0.5, 0, 0), 0);
        try (LoraTraining fresh = training(dropping);
                LoraTraining used = training(dropping)) {
            used.gradients(item, 6).close();

            float[] fifth = ups(used.gradients(item, 5));

            assertThat(fifth).containsExactly(ups(fresh.gradients(item, 5)));
            assertThat(fifth).isNotEqualTo(ups(fresh.gradients(item, 6)));
        }
    }

    @Test
    void aTrainingWithInnerDropoutResumesExactly() {
        Regularisation dropping = new Regularisation(LossWeighting.NONE, new AdapterDropout(0.3, 0.2, 0.1), 0);
        NoisedItem item = item(0.5);
        try (LoraTraining whole = training(dropping);
                LoraTraining first = training(dropping)) {
            for (int number = 0; number < 4; number++) {
                whole.step(numbered(item, number));
            }
            first.step(numbered(item, 0));
            first.step(numbered(item, 1));

            try (TrainingSnapshot snapshot = first.snapshot();
                    LoraTraining second = LoraTraining.resume(base, SETTINGS, snapshot)) {
                second.regularise(dropping);
                second.step(numbered(item, 2));
                second.step(numbered(item, 3));

                assertThat(ups(second)).containsExactly(ups(whole));
            }
        }
    }

    /// The mean over many draws of what a dropout leaves is the whole: m has mean 1.
    @Test
    void whatStaysCountsMoreSoThatTheMeanIsKept() {
        NoisedItem item = item(0.5);
        int draws = 60;
        AdapterDropout dropout = new AdapterDropout(0.5, 0, 0);
        try (LoraTraining plain = training(Regularisation.none());
                LoraTraining dropping = training(new Regularisation(LossWeighting.NONE, dropout, 0))) {
            float[] truth = ups(plain.gradients(item));
            double along = 0;
            double size = 0;
            for (int number = 0; number < draws; number++) {
                float[] found = ups(dropping.gradients(item, number));
                for (int i = 0; i < truth.length; i++) {
                    along += (double) found[i] * truth[i] / draws;
                    size += (double) truth[i] * truth[i] / draws;
                }
            }
            assertThat(along / size).isCloseTo(1, Offset.offset(0.05));
        }
    }

    private static TrainingItem numbered(NoisedItem item, long number) {
        return new TrainingItem(item.latent_CFHW(), item.text_LD(), number);
    }

    private static float[] ups(LoraTraining training) {
        return ups(training.adapter());
    }

    private static float[] ups(LoraAdapter adapter) {
        try (adapter) {
            List<float[]> parts = adapter.modules().values().stream()
                    .map(module -> module.up_OR().toFloats())
                    .toList();
            float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
            int at = 0;
            for (float[] part : parts) {
                System.arraycopy(part, 0, all, at, part.length);
                at += part.length;
            }
            return all;
        }
    }

    @Test
    void aChangeAboveTheLargestNormIsScaledDownToIt() {
        double max = 1e-3;
        try (LoraTraining limited = training(new Regularisation(LossWeighting.NONE, AdapterDropout.none(), max))) {
            limited.step(item(0.5));

            try (LoraAdapter adapter = limited.adapter()) {
                List<Double> norms = adapter.modules().values().stream()
                        .map(RegularisationTest::norm)
                        .toList();
                assertThat(norms).allSatisfy(norm -> assertThat(norm).isLessThan(max * 1.0001));
                assertThat(norms).anySatisfy(norm -> assertThat(norm).isGreaterThan(max * 0.9999));
            }
        }
    }

    /// The Frobenius norm of `alpha / rank · B A`.
    private static double norm(LoraModule module) {
        float[] up = module.up_OR().toFloats();
        float[] down = module.down_RI().toFloats();
        int rank = Math.toIntExact(module.rank());
        int inputs = down.length / rank;
        double squares = 0;
        for (int o = 0; o < up.length / rank; o++) {
            for (int i = 0; i < inputs; i++) {
                double value = 0;
                for (int r = 0; r < rank; r++) {
                    value += (double) up[o * rank + r] * down[r * inputs + i];
                }
                squares += value * value;
            }
        }
        return module.alpha() / rank * Math.sqrt(squares);
    }

    private LoraTraining training(Regularisation regularisation) {
        LoraTraining training = LoraTraining.start(base, SETTINGS);
        training.regularise(regularisation);
        return training;
    }

    private NoisedItem item(double sigma) {
        return new NoisedItem(normal(16, 1, 8, 8), normal(16, 1, 8, 8), text(), sigma);
    }

    private Tensor text() {
        return normal(6, base.shape().textWidth());
    }

    private Tensor normal(long... shape) {
        return Golden.normal(scope, new Random(shape.length), shape);
    }
}
