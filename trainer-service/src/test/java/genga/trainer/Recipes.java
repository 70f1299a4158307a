package genga.trainer;

import genga.contracts.document.LearningRateCourse;
import genga.contracts.document.NoiseLevels;
import genga.contracts.document.OptimizerChoice;
import genga.contracts.document.Regularising;
import genga.contracts.document.TrainingRecipe;
import java.util.List;

/// Recipes that run in seconds.
final class Recipes {

    private Recipes() {}

    static TrainingRecipe steps(int steps, int checkpointEvery) {
        return recipe(steps, checkpointEvery, List.of(), 0);
    }

    /// One that says more than the usual.
    static TrainingRecipe choosing(
            int steps, OptimizerChoice optimizer, LearningRateCourse course, Regularising regularising, int items) {
        TrainingRecipe usual = steps(steps, 2);
        return new TrainingRecipe(
                usual.schema(),
                usual.name(),
                usual.baseModel(),
                usual.rank(),
                usual.alpha(),
                usual.learningRate(),
                steps,
                usual.shift(),
                usual.maxGradientNorm(),
                usual.checkpointEvery(),
                usual.previews(),
                usual.heldOut(),
                usual.seed(),
                optimizer,
                course,
                NoiseLevels.usual(),
                regularising,
                items);
    }

    static TrainingRecipe recipe(int steps, int checkpointEvery, List<String> previews, double heldOut) {
        return new TrainingRecipe(
                TrainingRecipe.SCHEMA,
                "kites",
                "wan-nano",
                4,
                4,
                1e-3,
                steps,
                3.0,
                1.0,
                checkpointEvery,
                previews,
                heldOut,
                7);
    }
}
