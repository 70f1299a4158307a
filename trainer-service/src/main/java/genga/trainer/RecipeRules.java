package genga.trainer;

import genga.contracts.document.LearningRateCourse;
import genga.contracts.document.NoiseLevels;
import genga.contracts.document.OptimizerChoice;
import genga.contracts.document.Regularising;
import genga.contracts.document.TrainingRecipe;
import genga.wan.optimizer.Adafactor;
import genga.wan.optimizer.AdamW;
import genga.wan.optimizer.AdamW8bit;
import genga.wan.optimizer.LearningRateSchedule;
import genga.wan.optimizer.LearningRateSchedule.Curve;
import genga.wan.optimizer.LearningRateSchedule.Piecewise.Stage;
import genga.wan.optimizer.Lion;
import genga.wan.optimizer.OptimizerRule;
import genga.wan.optimizer.Prodigy;
import genga.wan.optimizer.ScheduleFreeAdamW;
import genga.wan.training.AdapterDropout;
import genga.wan.training.LossWeighting;
import genga.wan.training.Regularisation;
import genga.wan.training.TimestepSampling;
import genga.wan.training.TimestepSampling.Density;
import genga.wan.training.TimestepSampling.Mixture;
import genga.wan.training.TimestepSampling.Mixture.Part;
import genga.wan.training.TimestepSampling.ResolutionShift;
import genga.wan.training.Timesteps;
import java.util.List;

/// A recipe in the terms of the model library.
final class RecipeRules {

    private static final double EPSILON = 1e-8;
    private static final double ADAMW_DECAY = 0.01;
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double LION_BETA2 = 0.99;
    static final double MODE_SCALE = 1.29;
    private static final int LEVELS = 1000;
    private static final TimestepSampling ALMOST_CLEAN = new TimestepSampling.LogSnr(5.36, 1);
    private static final int SHARE_OF_DECAY = 10;

    private RecipeRules() {}

    /// Whatever the recipe leaves out is as the optimizer's own library has it.
    static OptimizerRule optimizer(TrainingRecipe recipe) {
        OptimizerChoice choice = recipe.optimizer();
        double rate = recipe.learningRate();
        double beta1 = beta1(choice);
        double beta2 = beta2(choice);
        double decay = choice.weightDecay().orElse(0.0);
        double adamDecay = choice.weightDecay().orElse(ADAMW_DECAY);
        return switch (choice.name()) {
            case ADAMW -> new AdamW(rate, beta1, beta2, EPSILON, adamDecay);
            case ADAMW_8BIT -> new AdamW8bit(rate, beta1, beta2, EPSILON, adamDecay);
            case ADAFACTOR -> adafactor(Adafactor.withRate(rate), choice);
            case ADAFACTOR_RELATIVE -> adafactor(Adafactor.relative(), choice);
            case PRODIGY -> prodigy(rate, new Prodigy.Betas(beta1, beta2, EPSILON), decay);
            case LION -> new Lion(rate, beta1, beta2, decay);
            case SCHEDULE_FREE_ADAMW -> new ScheduleFreeAdamW(rate, beta1, beta2, EPSILON, decay, 0);
        };
    }

    static double beta1(OptimizerChoice choice) {
        return choice.beta1().orElse(BETA1);
    }

    static double beta2(OptimizerChoice choice) {
        return choice.beta2().orElse(choice.name() == OptimizerChoice.Name.LION ? LION_BETA2 : BETA2);
    }

    private static Adafactor adafactor(Adafactor usual, OptimizerChoice choice) {
        return new Adafactor(
                usual.rate(),
                choice.beta1().orElse(usual.beta1()),
                usual.decayRate(),
                usual.clip(),
                choice.weightDecay().orElse(usual.weightDecay()),
                usual.steps());
    }

    private static Prodigy prodigy(double rate, Prodigy.Betas betas, double decay) {
        Prodigy usual = Prodigy.defaults();
        return new Prodigy(rate, betas, decay, usual.firstDistance(), usual.distanceFactor(), usual.warmup());
    }

    static LearningRateSchedule rates(TrainingRecipe recipe) {
        LearningRateCourse course = recipe.learningRateCourse();
        return new LearningRateSchedule(curve(course, recipe.steps()), course.warmup(), recipe.steps());
    }

    private static Curve curve(LearningRateCourse course, int steps) {
        return switch (course.curve()) {
            case CONSTANT -> new LearningRateSchedule.Constant();
            case LINEAR -> new LearningRateSchedule.Linear();
            case COSINE -> new LearningRateSchedule.Cosine(course.floor());
            case COSINE_WITH_RESTARTS -> new LearningRateSchedule.CosineWithRestarts(course.cycles());
            case POLYNOMIAL -> new LearningRateSchedule.Polynomial(course.power(), course.floor());
            case INVERSE_SQRT -> new LearningRateSchedule.InverseSquareRoot();
            case WARMUP_STABLE_DECAY ->
                new LearningRateSchedule.StableThenDecay(
                        course.decay() > 0 ? course.decay() : Math.max(1, steps / SHARE_OF_DECAY), course.floor());
            case REX -> new LearningRateSchedule.Rex(course.floor());
            case PIECEWISE ->
                new LearningRateSchedule.Piecewise(
                        course.stages().stream()
                                .map(stage -> new Stage(stage.until(), stage.factor()))
                                .toList(),
                        course.stages().getLast().factor());
        };
    }

    static Timesteps timesteps(TrainingRecipe recipe) {
        NoiseLevels levels = recipe.noiseLevels();
        TimestepSampling sampling = sampling(levels, recipe.shift());
        int strata = Math.max(1, levels.strata());
        if (levels.mode() == NoiseLevels.Mode.LEVELS) {
            return new Timesteps(sampling, 0, 1, levels.plusOne(), strata);
        }
        if (levels.keepShape()) {
            TimestepSampling between = new TimestepSampling.Between(sampling, levels.least(), levels.most());
            return new Timesteps(between, 0, 1, levels.plusOne(), strata);
        }
        return new Timesteps(sampling, levels.least(), levels.most(), levels.plusOne(), strata);
    }

    private static TimestepSampling sampling(NoiseLevels levels, double shift) {
        double scale = levels.sigmoidScale();
        return switch (levels.mode()) {
            case UNIFORM -> new TimestepSampling.Uniform();
            case SIGMOID -> new TimestepSampling.Sigmoid(scale);
            case SHIFT -> new TimestepSampling.Shift(shift, scale);
            case FLUX_SHIFT -> new ResolutionShift(scale, ResolutionShift.Line.FLUX);
            case FLUX2_SHIFT -> new ResolutionShift(scale, ResolutionShift.Line.FLUX_2);
            case QWEN_SHIFT -> new ResolutionShift(scale, ResolutionShift.Line.QWEN);
            case KREA2_SHIFT -> new ResolutionShift(scale, ResolutionShift.Line.KREA_2);
            case QINGLONG_FLUX ->
                new Mixture(List.of(
                        new Part(0.79, new ResolutionShift(scale)),
                        new Part(0.11, new TimestepSampling.LogSnr(levels.mean(), levels.deviation())),
                        new Part(0.1, ALMOST_CLEAN)));
            case QINGLONG_QWEN ->
                new Mixture(List.of(
                        new Part(0.95, new ResolutionShift(scale, ResolutionShift.Line.QWEN)),
                        new Part(0.05, ALMOST_CLEAN)));
            case LOGIT_NORMAL -> new TimestepSampling.LogitNormal(levels.mean(), levels.deviation());
            case LOGSNR -> new TimestepSampling.LogSnr(levels.mean(), levels.deviation());
            case LEVELS ->
                new TimestepSampling.Levels(density(levels), counted(levels.most()), counted(levels.least()));
        };
    }

    /// Levels are counted from the noisy end.
    private static int counted(double sigma) {
        return LEVELS - (int) Math.rint(sigma * LEVELS);
    }

    private static Density density(NoiseLevels levels) {
        return switch (levels.bend()) {
            case EVEN -> new Density.Even();
            case LOGIT_NORMAL -> new Density.LogitNormal(levels.mean(), levels.deviation());
            case MODE -> new Density.Mode(MODE_SCALE);
        };
    }

    static Regularisation regularisation(TrainingRecipe recipe) {
        Regularising asked = recipe.regularising();
        LossWeighting weighting = switch (asked.lossWeighting()) {
            case NONE -> LossWeighting.NONE;
            case SIGMA_SQRT -> LossWeighting.SIGMA_SQRT;
            case COSMAP -> LossWeighting.COSMAP;
        };
        return new Regularisation(
                weighting,
                new AdapterDropout(asked.networkDropout(), asked.rankDropout(), asked.moduleDropout()),
                asked.maxWeightNorm());
    }
}
