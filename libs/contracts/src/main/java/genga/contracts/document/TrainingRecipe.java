package genga.contracts.document;

import static genga.contracts.document.Requirement.or;
import static genga.contracts.document.Requirement.that;

import com.fasterxml.jackson.annotation.JsonInclude;
import genga.contracts.vocabulary.StoredObject;
import java.util.List;
import java.util.Optional;

/// Everything that defines a training run. Two runs of one recipe on one machine give the same adapter.
///
/// @param baseModel       directory name under the models folder
/// @param steps           optimizer updates in all
/// @param shift           s in t' = s t / (1 + (s - 1) t), with t the sigmoid of a normal draw
/// @param checkpointEvery steps between saved adapters; the last step always saves one
/// @param previews        prompts rendered with the adapter at each checkpoint; may be empty
/// @param heldOut         share of clips kept out of training to measure validation loss on, 0 to 0.5
/// @param itemsPerStep    items whose mean gradient makes one update
/// @param startAdapter    whose factors the run begins with, in place of fresh ones
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record TrainingRecipe(
        int schema,
        String name,
        String baseModel,
        int rank,
        double alpha,
        double learningRate,
        int steps,
        double shift,
        double maxGradientNorm,
        int checkpointEvery,
        List<String> previews,
        double heldOut,
        long seed,
        OptimizerChoice optimizer,
        LearningRateCourse learningRateCourse,
        NoiseLevels noiseLevels,
        Regularising regularising,
        Integer itemsPerStep,
        Optional<StoredObject> startAdapter) {

    public static final int SCHEMA = 1;

    /// The embedded base model, which stands where nobody names one.
    public static final String NANO = "wan-nano";

    public TrainingRecipe {
        previews = List.copyOf(previews);
        optimizer = or(optimizer, OptimizerChoice.of(OptimizerChoice.Name.ADAMW));
        learningRateCourse = or(learningRateCourse, LearningRateCourse.constant());
        noiseLevels = or(noiseLevels, NoiseLevels.usual());
        regularising = or(regularising, Regularising.none());
        itemsPerStep = or(itemsPerStep, 1);
        startAdapter = or(startAdapter, Optional.empty());
        require(
                name != null && name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,79}"),
                "name",
                "1 to 80 letters, digits, dots, hyphens or underscores",
                name);
        require(baseModel != null && !baseModel.isBlank(), "baseModel", "a directory name", baseModel);
        require(rank >= 1 && rank <= 1024, "rank", "1 to 1024", rank);
        require(alpha > 0 && alpha <= 4096, "alpha", "over 0, at most 4096", alpha);
        require(learningRate > 0 && learningRate <= 1, "learningRate", "over 0, at most 1", learningRate);
        require(steps >= 1, "steps", "1 or more", steps);
        require(shift > 0, "shift", "over 0", shift);
        require(maxGradientNorm >= 0, "maxGradientNorm", "0 (no clipping) or more", maxGradientNorm);
        require(checkpointEvery >= 1, "checkpointEvery", "1 or more", checkpointEvery);
        require(heldOut >= 0 && heldOut <= 0.5, "heldOut", "0 to 0.5", heldOut);
        require(itemsPerStep >= 1 && itemsPerStep <= 1024, "itemsPerStep", "1 to 1024", itemsPerStep);
        requireFitting(learningRateCourse, optimizer, steps);
    }

    private static void requireFitting(LearningRateCourse course, OptimizerChoice optimizer, int steps) {
        require(
                course.warmup() <= steps && course.decay() <= steps,
                "learningRateCourse warmup and decay",
                "at most the %d steps of the run".formatted(steps),
                "%d and %d".formatted(course.warmup(), course.decay()));
        require(
                optimizer.name() != OptimizerChoice.Name.SCHEDULE_FREE_ADAMW
                        || course.curve() == LearningRateCourse.Curve.CONSTANT,
                "learningRateCourse curve",
                "constant with schedule-free-adamw",
                course.curve());
    }

    /// With AdamW at a constant rate, the shifted sigmoid of a normal draw, one item per step, and a fresh adapter.
    public TrainingRecipe(
            int schema,
            String name,
            String baseModel,
            int rank,
            double alpha,
            double learningRate,
            int steps,
            double shift,
            double maxGradientNorm,
            int checkpointEvery,
            List<String> previews,
            double heldOut,
            long seed) {
        this(
                schema,
                name,
                baseModel,
                rank,
                alpha,
                learningRate,
                steps,
                shift,
                maxGradientNorm,
                checkpointEvery,
                previews,
                heldOut,
                seed,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /// The recipe of the reference run (rank 32, AdamW, shift 3) at the size of the embedded base model.
    public static TrainingRecipe nano(String name) {
        return new TrainingRecipe(SCHEMA, name, NANO, 8, 8, 2e-3, 200, 3.0, 1.0, 100, List.of(), 0, 42);
    }

    private static void require(boolean holds, String field, String expected, Object found) {
        that(holds, "recipe " + field, expected, found);
    }
}
