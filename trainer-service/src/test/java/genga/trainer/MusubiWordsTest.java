package genga.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.document.LearningRateCourse;
import genga.contracts.document.LearningRateCourse.Curve;
import genga.contracts.document.LearningRateCourse.Stage;
import genga.contracts.document.NoiseLevels;
import genga.contracts.document.NoiseLevels.Bend;
import genga.contracts.document.NoiseLevels.Mode;
import genga.contracts.document.OptimizerChoice;
import genga.contracts.document.OptimizerChoice.Name;
import genga.contracts.document.Regularising;
import genga.contracts.document.Regularising.LossWeighting;
import genga.contracts.document.TrainingRecipe;
import genga.wan.tensor.DType;
import genga.wan.weights.Quantisation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MusubiWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ADAMW|||torch.optim.adamw.AdamW",
                "ADAMW|0.1|0.95|torch.optim.adamw.AdamW(weight_decay=0.1,betas=(0.95, 0.999))",
                "LION||0.95|lion_pytorch.lion_pytorch.Lion(betas=(0.95, 0.99))",
                "ADAFACTOR||0.9|transformers.optimization.Adafactor(scale_parameter=False,relative_step=False,beta1=0.9)",
                "ADAFACTOR_RELATIVE|||transformers.optimization.Adafactor(relative_step=True)"
            })
    void anOptimizerIsNamedWithWhatIsNotItsLibrarysOwn(Name name, Double decay, Double beta1, String expected) {
        OptimizerChoice choice =
                new OptimizerChoice(name, Optional.ofNullable(decay), Optional.ofNullable(beta1), Optional.empty());

        String word = MusubiWords.optimizer(recipe(choice, LossWeighting.NONE));

        assertThat(word).isEqualTo(expected);
    }

    @Test
    void aCourseIsNamedByItsWarmUpAndItsEndToo() {
        List<Stage> stages = List.of(new Stage(1, 1.0), new Stage(2, 0.5));

        assertThat(List.of(
                        MusubiWords.course(LearningRateCourse.constant()),
                        MusubiWords.course(course(Curve.CONSTANT, 1, 0, List.of())),
                        MusubiWords.course(course(Curve.COSINE, 0, 0, List.of())),
                        MusubiWords.course(course(Curve.COSINE, 0, 0.1, List.of())),
                        MusubiWords.course(course(Curve.COSINE_WITH_RESTARTS, 0, 0, List.of())),
                        MusubiWords.course(course(Curve.PIECEWISE, 0, 0, stages))))
                .containsExactly(
                        "constant",
                        "constant_with_warmup",
                        "cosine",
                        "cosine_with_min_lr",
                        "cosine_with_restarts",
                        "piecewise_constant");
    }

    @Test
    void levelsAreSigmaAndTheirBendAWeightingWhereErrorsAreNotWeighted() {
        NoiseLevels bent = new NoiseLevels(Mode.LEVELS, null, null, null, null, null, null, null, Bend.MODE, null);
        OptimizerChoice adamw = OptimizerChoice.of(Name.ADAMW);

        assertThat(MusubiWords.mode(bent)).isEqualTo("sigma");
        assertThat(MusubiWords.mode(NoiseLevels.usual())).isEqualTo("shift");
        assertThat(MusubiWords.weighting(recipe(adamw, bent, LossWeighting.NONE)))
                .isEqualTo("mode");
        assertThat(MusubiWords.weighting(recipe(adamw, bent, LossWeighting.SIGMA_SQRT)))
                .isEqualTo("sigma_sqrt");
        assertThat(MusubiWords.weighting(recipe(adamw, LossWeighting.NONE))).isEqualTo("none");
    }

    @Test
    void thePrecisionOfTheBaseIsToldInItsWords() {
        assertThat(new BasePrecision(DType.BF16, Quantisation.FP8_PER_BLOCK))
                .extracting(BasePrecision::mixed, BasePrecision::fp8)
                .containsExactly("bf16", true);
        assertThat(new BasePrecision(DType.F16, Quantisation.INT8_PER_CHANNEL))
                .extracting(BasePrecision::mixed, BasePrecision::fp8)
                .containsExactly("fp16", false);
        assertThat(new BasePrecision(DType.F32, Quantisation.NONE))
                .extracting(BasePrecision::mixed, BasePrecision::fp8)
                .containsExactly("no", false);
    }

    private static LearningRateCourse course(Curve curve, int warmup, double floor, List<Stage> stages) {
        return new LearningRateCourse(curve, warmup, floor, 1, 1.0, 0, stages);
    }

    private static TrainingRecipe recipe(OptimizerChoice optimizer, LossWeighting weighting) {
        return recipe(optimizer, NoiseLevels.usual(), weighting);
    }

    private static TrainingRecipe recipe(OptimizerChoice optimizer, NoiseLevels levels, LossWeighting weighting) {
        TrainingRecipe usual = Recipes.choosing(
                4, optimizer, LearningRateCourse.constant(), new Regularising(weighting, 0.0, 0.0, 0.0, 0.0), 1);
        return Recipes.at(levels, usual);
    }
}
