package genga.gateway.run;

import genga.contracts.document.LearningRateCourse;
import genga.contracts.document.NoiseLevels;
import genga.contracts.document.OptimizerChoice;
import genga.contracts.document.Regularising;
import genga.contracts.document.TrainingRecipe;
import java.util.List;

/// What a person asks of a run: a [TrainingRecipe] in which every field but the name may be left out.
record RunOrder(
        String name,
        String baseModel,
        Integer rank,
        Double alpha,
        Double learningRate,
        Integer steps,
        Double shift,
        Double maxGradientNorm,
        Integer checkpointEvery,
        List<String> previews,
        Double heldOut,
        Long seed,
        OptimizerChoice optimizer,
        LearningRateCourse learningRateCourse,
        NoiseLevels noiseLevels,
        Regularising regularising,
        Integer itemsPerStep) {

    /// @param cachedFor the base model the dataset is encoded for
    TrainingRecipe recipe(String cachedFor) {
        TrainingRecipe usual = usual(cachedFor);
        return new TrainingRecipe(
                TrainingRecipe.SCHEMA,
                name,
                or(baseModel, cachedFor),
                or(rank, usual.rank()),
                or(alpha, or(rank, usual.rank()).doubleValue()),
                or(learningRate, findsItsRate() ? 1.0 : usual.learningRate()),
                or(steps, usual.steps()),
                or(shift, usual.shift()),
                or(maxGradientNorm, usual.maxGradientNorm()),
                or(checkpointEvery, Math.max(1, or(steps, usual.steps()) / 2)),
                or(previews, usual.previews()),
                or(heldOut, usual.heldOut()),
                or(seed, usual.seed()),
                or(optimizer, usual.optimizer()),
                or(learningRateCourse, usual.learningRateCourse()),
                or(noiseLevels, usual.noiseLevels()),
                or(regularising, usual.regularising()),
                or(itemsPerStep, usual.itemsPerStep()));
    }

    private boolean findsItsRate() {
        return optimizer != null && optimizer.name().findsItsRate();
    }

    /// The embedded model learns in a minute; any other base model gets the reference run's numbers: rank 32, learning
    /// rate 5e-5, 28,000 steps.
    private TrainingRecipe usual(String cachedFor) {
        TrainingRecipe nano = TrainingRecipe.nano(name);
        return nano.baseModel().equals(cachedFor)
                ? nano
                : new TrainingRecipe(
                        TrainingRecipe.SCHEMA, name, cachedFor, 32, 32, 5e-5, 28_000, 3.0, 1.0, 1000, List.of(), 0, 42);
    }

    private static <T> T or(T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}
