package genga.gateway.run;

import genga.contracts.document.TrainingRecipe;
import genga.contracts.vocabulary.StoredObject;
import genga.gateway.problem.Refusal;
import java.util.Optional;

/// What a run stands on: an encoded dataset, and the adapter to begin with.
///
/// @param cache     index of what is encoded
/// @param baseModel the dataset is encoded for
/// @param start     fresh factors where there is none
record RunGround(StoredObject cache, String baseModel, Optional<Start> start) {

    /// @param run whose adapter it is; nothing for one from elsewhere, at which only the trainer looks
    record Start(StoredObject adapter, Optional<RunView> run) {}

    Optional<StoredObject> startAdapter() {
        return start.map(Start::adapter);
    }

    /// The recipe of the run whose adapter is begun with.
    Optional<TrainingRecipe> startRecipe() {
        return start.flatMap(Start::run).map(RunView::recipe);
    }

    /// Refuses a recipe that this cannot be the ground of.
    void requireFits(TrainingRecipe recipe) {
        if (!baseModel.equals(recipe.baseModel())) {
            throw Refusal.conflict(
                    "baseModel",
                    "'%s', for which the dataset is encoded".formatted(baseModel),
                    "'%s'".formatted(recipe.baseModel()),
                    "leave it out, or encode a dataset for that base model");
        }
        startRecipe().ifPresent(start -> requireFits(recipe, start));
    }

    private static void requireFits(TrainingRecipe recipe, TrainingRecipe start) {
        if (!recipe.baseModel().equals(start.baseModel())) {
            throw Refusal.bad(
                    "startAdapter",
                    "an adapter for '%s'".formatted(recipe.baseModel()),
                    "one for '%s'".formatted(start.baseModel()),
                    "choose a run on that base model");
        }
        if (recipe.rank() != start.rank() || recipe.alpha() != start.alpha()) {
            throw Refusal.bad(
                    "startAdapter",
                    "an adapter of rank %d and alpha %s, as the run is to have"
                            .formatted(recipe.rank(), recipe.alpha()),
                    "one of rank %d and alpha %s".formatted(start.rank(), start.alpha()),
                    "leave rank and alpha out, or choose another adapter");
        }
    }
}
