package genga.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import genga.contracts.document.LearningRateCourse.Curve;
import genga.contracts.document.OptimizerChoice.Name;
import genga.contracts.document.TrainingRecipe;
import genga.wan.optimizer.Adafactor;
import genga.wan.optimizer.AdamW;
import genga.wan.optimizer.AdamW8bit;
import genga.wan.optimizer.Lion;
import genga.wan.optimizer.OptimizerRule;
import genga.wan.optimizer.Prodigy;
import genga.wan.optimizer.ScheduleFreeAdamW;
import genga.wan.training.AdapterDropout;
import genga.wan.training.LossWeighting;
import genga.wan.training.Regularisation;
import genga.wan.training.TimestepSampling;
import genga.wan.training.TimestepSampling.Between;
import genga.wan.training.TimestepSampling.Density;
import genga.wan.training.TimestepSampling.Levels;
import genga.wan.training.TimestepSampling.ResolutionShift;
import genga.wan.training.TimestepSampling.Shift;
import genga.wan.training.Timesteps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Everything a recipe can choose reaches the model library as it is meant there.
class RecipeRulesTest {

    private final ObjectMapper json = new ObjectMapper().registerModule(new Jdk8Module());

    @ParameterizedTest
    @EnumSource(Name.class)
    void anOptimizerIsAsItsLibraryHasItWhereTheRecipeSaysNoMore(Name name) throws Exception {
        OptimizerRule expected = switch (name) {
            case ADAMW -> AdamW.withRate(1e-3);
            case ADAMW_8BIT -> AdamW8bit.withRate(1e-3);
            case ADAFACTOR -> Adafactor.withRate(1e-3);
            case ADAFACTOR_RELATIVE -> Adafactor.relative();
            case PRODIGY -> {
                Prodigy usual = Prodigy.defaults();
                yield new Prodigy(1e-3, usual.betas(), 0, usual.firstDistance(), 1, usual.warmup());
            }
            case LION -> Lion.withRate(1e-3);
            case SCHEDULE_FREE_ADAMW -> ScheduleFreeAdamW.withRate(1e-3);
        };

        assertThat(RecipeRules.optimizer(recipe("\"optimizer\":{\"name\":%s}".formatted(word(name)))))
                .isEqualTo(expected);
    }

    @Test
    void betasAndDecayOfTheRecipeReplaceTheLibrarys() throws Exception {
        String numbers = ",\"weightDecay\":0.2,\"beta1\":0.8,\"beta2\":0.95}";

        assertThat(RecipeRules.optimizer(recipe("\"optimizer\":{\"name\":\"adamw\"" + numbers)))
                .isEqualTo(new AdamW(1e-3, 0.8, 0.95, 1e-8, 0.2));
        assertThat(RecipeRules.optimizer(recipe("\"optimizer\":{\"name\":\"lion\"" + numbers)))
                .isEqualTo(new Lion(1e-3, 0.8, 0.95, 0.2));
        assertThat(RecipeRules.optimizer(recipe("\"optimizer\":{\"name\":\"adafactor\",\"beta1\":0.8}")))
                .isEqualTo(new Adafactor(1e-3, 0.8, -0.8, 1, 0, new Adafactor.Steps(false, false)));
    }

    /// Ten updates of warm-up in a hundred; the middle of the rest is update 55.
    @ParameterizedTest
    @EnumSource(Curve.class)
    void aCourseWarmsUpAndThenTakesItsCurve(Curve curve) throws Exception {
        double middle = switch (curve) {
            case CONSTANT, WARMUP_STABLE_DECAY -> 1;
            case LINEAR, COSINE, POLYNOMIAL -> 0.5;
            case COSINE_WITH_RESTARTS -> 1;
            case INVERSE_SQRT -> 1 / Math.sqrt(5.5);
            case REX -> 0.01 + 0.99 * 0.5 / 0.55;
            case PIECEWISE -> 0.25;
        };
        String stages = curve == Curve.PIECEWISE
                ? ",\"stages\":[{\"until\":50,\"factor\":1},{\"until\":90,\"factor\":0.25}]"
                : "";

        var rates = RecipeRules.rates(recipe(
                "\"learningRateCourse\":{\"curve\":%s,\"warmup\":10,\"cycles\":2%s}".formatted(word(curve), stages)));

        assertThat(rates.factor(5)).isEqualTo(0.5);
        assertThat(rates.factor(55)).isCloseTo(middle, within(1e-9));
    }

    @Test
    void theWayDownTakesATenthOfTheRunWhereTheRecipeSaysNoMore() throws Exception {
        var rates =
                RecipeRules.rates(recipe("\"learningRateCourse\":{\"curve\":\"warmup-stable-decay\",\"floor\":0.2}"));

        assertThat(rates.factor(90)).isEqualTo(1);
        assertThat(rates.factor(95)).isCloseTo(0.6, within(1e-9));
    }

    @Test
    void everyModeOfNoiseLevelsIsReached() throws Exception {
        assertThat(sampling("\"mode\":\"uniform\"")).isEqualTo(new TimestepSampling.Uniform());
        assertThat(sampling("\"mode\":\"sigmoid\",\"sigmoidScale\":2")).isEqualTo(new TimestepSampling.Sigmoid(2));
        assertThat(sampling("")).isEqualTo(new Shift(3, 1));
        assertThat(sampling("\"mode\":\"flux-shift\"")).isEqualTo(new ResolutionShift(1));
        assertThat(sampling("\"mode\":\"qwen-shift\"")).isEqualTo(new ResolutionShift(1, ResolutionShift.Line.QWEN));
        assertThat(sampling("\"mode\":\"flux2-shift\"")).isEqualTo(new ResolutionShift(1, ResolutionShift.Line.FLUX_2));
        assertThat(sampling("\"mode\":\"krea2-shift\"")).isEqualTo(new ResolutionShift(1, ResolutionShift.Line.KREA_2));
        assertThat(sampling("\"mode\":\"qinglong-qwen\"").sigma(0.475, 64, 64))
                .isEqualTo(new ResolutionShift(1, ResolutionShift.Line.QWEN).sigma(0.5, 64, 64));
        assertThat(sampling("\"mode\":\"qinglong-flux\"").sigma(0.95, 64, 64))
                .isCloseTo(1 / (1 + Math.exp(5.36 / 2)), within(1e-6));
        assertThat(sampling("\"mode\":\"logit-normal\",\"mean\":-1"))
                .isEqualTo(new TimestepSampling.LogitNormal(-1, 1));
        assertThat(sampling("\"mode\":\"logsnr\",\"mean\":-6,\"deviation\":2"))
                .isEqualTo(new TimestepSampling.LogSnr(-6, 2));
        assertThat(sampling("\"mode\":\"levels\",\"bend\":\"mode\",\"most\":0.8"))
                .isEqualTo(new Levels(new Density.Mode(1.29), 200, 1000));
    }

    @Test
    void levelsAreSqueezedBetweenTheLeastAndTheMostOrCutOff() throws Exception {
        String range = "\"least\":0.2,\"most\":0.8";

        assertThat(levels(range)).isEqualTo(new Timesteps(new Shift(3, 1), 0.2, 0.8, true));
        assertThat(levels(range + ",\"keepShape\":true"))
                .isEqualTo(new Timesteps(new Between(new Shift(3, 1), 0.2, 0.8), 0, 1, true));
        assertThat(levels("\"strata\":10,\"plusOne\":false"))
                .isEqualTo(new Timesteps(new Shift(3, 1), 0, 1, false, 10));
    }

    @Test
    void dropoutsWeightingAndNormAreTakenOver() throws Exception {
        assertThat(RecipeRules.regularisation(recipe("\"regularising\":{\"lossWeighting\":\"cosmap\","
                        + "\"networkDropout\":0.1,\"rankDropout\":0.2,\"moduleDropout\":0.3,\"maxWeightNorm\":2}")))
                .isEqualTo(new Regularisation(LossWeighting.COSMAP, new AdapterDropout(0.1, 0.2, 0.3), 2));
        assertThat(RecipeRules.regularisation(recipe("\"itemsPerStep\":1"))).isEqualTo(Regularisation.none());
    }

    private TimestepSampling sampling(String levels) throws JsonProcessingException {
        return levels(levels).sampling();
    }

    private Timesteps levels(String levels) throws JsonProcessingException {
        return RecipeRules.timesteps(recipe("\"noiseLevels\":{%s}".formatted(levels)));
    }

    private String word(Enum<?> choice) throws JsonProcessingException {
        return json.writeValueAsString(choice);
    }

    private TrainingRecipe recipe(String choice) throws JsonProcessingException {
        return json.readValue(
                "{\"schema\":1,\"name\":\"kites\",\"baseModel\":\"wan-nano\",\"rank\":8,\"alpha\":8,\"learningRate\":0.001,"
                        + "\"steps\":100,\"shift\":3,\"maxGradientNorm\":1,\"checkpointEvery\":30,\"previews\":[],"
                        + "\"heldOut\":0,\"seed\":42," + choice + "}",
                TrainingRecipe.class);
    }
}
