package genga.trainer;

import genga.contracts.document.LearningRateCourse;
import genga.contracts.document.NoiseLevels;
import genga.contracts.document.OptimizerChoice;
import genga.contracts.document.Regularising;
import genga.contracts.document.TrainingRecipe;
import genga.contracts.vocabulary.StoredObject;
import java.util.List;
import java.util.Optional;

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
                items,
                Optional.empty());
    }

    /// The same at other noise levels.
    static TrainingRecipe at(NoiseLevels levels, TrainingRecipe usual) {
        return new TrainingRecipe(
                usual.schema(),
                usual.name(),
                usual.baseModel(),
                usual.rank(),
                usual.alpha(),
                usual.learningRate(),
                usual.steps(),
                usual.shift(),
                usual.maxGradientNorm(),
                usual.checkpointEvery(),
                usual.previews(),
                usual.heldOut(),
                usual.seed(),
                usual.optimizer(),
                usual.learningRateCourse(),
                levels,
                usual.regularising(),
                usual.itemsPerStep(),
                usual.startAdapter());
    }

    /// One that begins with an adapter that exists.
    static TrainingRecipe startingFrom(StoredObject adapter, int rank, double learningRate, int steps) {
        TrainingRecipe usual = steps(steps, 2);
        return new TrainingRecipe(
                usual.schema(),
                usual.name(),
                usual.baseModel(),
                rank,
                rank,
                learningRate,
                steps,
                usual.shift(),
                usual.maxGradientNorm(),
                usual.checkpointEvery(),
                usual.previews(),
                usual.heldOut(),
                usual.seed(),
                usual.optimizer(),
                usual.learningRateCourse(),
                usual.noiseLevels(),
                usual.regularising(),
                usual.itemsPerStep(),
                Optional.of(adapter));
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
