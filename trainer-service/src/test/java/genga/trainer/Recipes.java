package genga.trainer;

import genga.contracts.document.TrainingRecipe;
import java.util.List;

/// Recipes that run in seconds.
final class Recipes {

    private Recipes() {}

    static TrainingRecipe steps(int steps, int checkpointEvery) {
        return recipe(steps, checkpointEvery, List.of(), 0);
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
