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
        Integer itemsPerStep,
        StartOrder startAdapter) {

    /// The adapter to begin with.
    ///
    /// @param run    whose adapter it is
    /// @param object an adapter from elsewhere that lies in the store, instead of a run
    record StartOrder(String run, String object) {

        StartOrder {
            if ((run == null) == (object == null)) {
                throw new IllegalArgumentException("startAdapter: expected a run or an object, got %s"
                        .formatted(run == null ? "neither" : "both"));
            }
        }

        /// Whether a person brought it, and no run here made it.
        boolean isBrought() {
            return object != null;
        }
    }

    /// An adapter to begin with brings its rank and alpha where its run is known.
    TrainingRecipe recipe(RunGround ground) {
        TrainingRecipe usual = usual(ground.baseModel());
        TrainingRecipe sized = ground.startRecipe().orElse(usual);
        int asked = or(rank, sized.rank());
        return new TrainingRecipe(
                TrainingRecipe.SCHEMA,
                name,
                or(baseModel, ground.baseModel()),
                asked,
                or(alpha, ground.startRecipe().map(TrainingRecipe::alpha).orElse((double) asked)),
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
                or(itemsPerStep, usual.itemsPerStep()),
                ground.startAdapter());
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
