package genga.trainer;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import genga.contracts.document.LearningRateCourse;
import genga.contracts.document.NoiseLevels;
import genga.contracts.document.OptimizerChoice;
import genga.contracts.document.Regularising;
import genga.contracts.document.TrainingRecipe;
import genga.contracts.vocabulary.StoredObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Recipes that run in seconds.
final class Recipes {

    private static final ObjectMapper JSON =
            JsonMapper.builder().findAndAddModules().build();

    private Recipes() {}

    static TrainingRecipe steps(int steps, int checkpointEvery) {
        return recipe(steps, checkpointEvery, List.of(), 0);
    }

    /// One that says more than the usual.
    static TrainingRecipe choosing(
            int steps, OptimizerChoice optimizer, LearningRateCourse course, Regularising regularising, int items) {
        return changed(
                steps(steps, 2),
                Map.of(
                        "optimizer",
                        optimizer,
                        "learningRateCourse",
                        course,
                        "regularising",
                        regularising,
                        "itemsPerStep",
                        items));
    }

    /// The same at other noise levels.
    static TrainingRecipe at(NoiseLevels levels, TrainingRecipe usual) {
        return changed(usual, Map.of("noiseLevels", levels));
    }

    /// One that begins with an adapter that exists.
    static TrainingRecipe startingFrom(StoredObject adapter, int rank, double learningRate, int steps) {
        return changed(
                steps(steps, 2),
                Map.of("startAdapter", adapter, "rank", rank, "alpha", rank, "learningRate", learningRate));
    }

    private static TrainingRecipe changed(TrainingRecipe usual, Map<String, Object> fields) {
        Map<String, Object> all = JSON.convertValue(usual, new TypeReference<TreeMap<String, Object>>() {});
        all.putAll(fields);
        return JSON.convertValue(all, TrainingRecipe.class);
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
