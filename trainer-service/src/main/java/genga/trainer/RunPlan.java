package genga.trainer;

import genga.contracts.document.CacheIndex;
import genga.contracts.document.DatasetManifest;
import genga.contracts.document.TrainingRecipe;
import genga.contracts.fact.TrainingRequested;
import genga.contracts.vocabulary.Bucket;
import genga.wan.adapter.LoraRank;
import genga.wan.base.ModelFolder;
import genga.wan.memory.BaseStorage;
import genga.wan.memory.Workload;
import genga.wan.training.TrainingSettings;
import genga.wan.transformer.KeptActivations;

/// All that defines a run, read and checked.
///
/// @param manifest of the dataset the items were cached from
record RunPlan(
        TrainingRequested order, TrainingRecipe recipe, DatasetManifest manifest, ItemSplit items, ModelFolder model) {

    static RunPlan of(
            TrainingRequested order,
            TrainingRecipe recipe,
            CacheIndex index,
            DatasetManifest manifest,
            ModelFolder model) {
        return new RunPlan(
                order, recipe, manifest, ItemSplit.of(index.items(), recipe.heldOut(), recipe.seed()), model);
    }

    TrainingSettings settings() {
        return new TrainingSettings(
                new LoraRank(recipe.rank(), recipe.alpha()),
                RecipeRules.optimizer(recipe),
                RecipeRules.timesteps(recipe),
                recipe.maxGradientNorm(),
                recipe.seed());
    }

    /// What the run takes of a device's memory; elsewhere than on a CPU every block is computed again.
    Workload workload(BaseStorage base, int swapped) {
        long tokens = items.training().stream()
                .map(CacheIndex.Item::bucket)
                .mapToLong(RunPlan::tokens)
                .max()
                .orElseThrow();
        return new Workload.Training(
                tokens, recipe.rank(), settings().optimizer().stateBytes(), base, KeptActivations.NOTHING, swapped);
    }

    /// What the transformer sees of an item.
    static long tokens(Bucket bucket) {
        return ((bucket.frames() - 1L) / 4 + 1) * (bucket.height() / 16) * (bucket.width() / 16);
    }

    ItemOrder itemOrder() {
        return new ItemOrder(items.training(), recipe.seed());
    }
}
