package genga.trainer;

import genga.contracts.document.LearningRateCourse;
import genga.contracts.document.LearningRateCourse.Curve;
import genga.contracts.document.NoiseLevels;
import genga.contracts.document.NoiseLevels.Bend;
import genga.contracts.document.OptimizerChoice;
import genga.contracts.document.Regularising.LossWeighting;
import genga.contracts.document.TrainingRecipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// musubi-tuner's words for what a recipe chooses; where it has none, the recipe's own with underscores.
final class MusubiWords {

    private MusubiWords() {}

    /// `module.Class(argument=value,...)`, with the arguments that are not the library's own.
    static String optimizer(TrainingRecipe recipe) {
        OptimizerChoice choice = recipe.optimizer();
        return switch (choice.name()) {
            case ADAMW -> "torch.optim.adamw.AdamW" + arguments(choice);
            case ADAMW_8BIT -> "bitsandbytes.optim.adamw.AdamW8bit" + arguments(choice);
            case ADAFACTOR ->
                "transformers.optimization.Adafactor"
                        + arguments(choice, "scale_parameter=False", "relative_step=False");
            case ADAFACTOR_RELATIVE -> "transformers.optimization.Adafactor" + arguments(choice, "relative_step=True");
            case PRODIGY -> "prodigyopt.prodigy.Prodigy" + arguments(choice);
            case LION -> "lion_pytorch.lion_pytorch.Lion" + arguments(choice);
            case SCHEDULE_FREE_ADAMW -> "schedulefree.adamw_schedulefree.AdamWScheduleFree" + arguments(choice);
        };
    }

    private static String arguments(OptimizerChoice choice, String... first) {
        List<String> arguments = new ArrayList<>(List.of(first));
        choice.weightDecay().ifPresent(decay -> arguments.add("weight_decay=" + decay));
        if (first.length > 0) {
            choice.beta1().ifPresent(beta -> arguments.add("beta1=" + beta));
        } else if (choice.beta1().isPresent() || choice.beta2().isPresent()) {
            arguments.add("betas=(%s, %s)".formatted(RecipeRules.beta1(choice), RecipeRules.beta2(choice)));
        }
        return arguments.isEmpty() ? "" : "(%s)".formatted(String.join(",", arguments));
    }

    static String course(LearningRateCourse course) {
        if (course.curve() == Curve.CONSTANT && course.warmup() > 0) {
            return "constant_with_warmup";
        }
        if (course.curve() == Curve.COSINE && course.floor() > 0) {
            return "cosine_with_min_lr";
        }
        return course.curve() == Curve.PIECEWISE ? "piecewise_constant" : word(course.curve());
    }

    static String mode(NoiseLevels levels) {
        return levels.mode() == NoiseLevels.Mode.LEVELS ? "sigma" : word(levels.mode());
    }

    /// One word for how errors count and, where they all count the same, how levels are bent.
    static String weighting(TrainingRecipe recipe) {
        LossWeighting weighting = recipe.regularising().lossWeighting();
        Bend bend = recipe.noiseLevels().bend();
        return weighting == LossWeighting.NONE && bend != Bend.EVEN ? word(bend) : word(weighting);
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
