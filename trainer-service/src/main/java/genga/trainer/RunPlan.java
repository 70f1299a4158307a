package genga.trainer;

import genga.contracts.document.CacheIndex;
import genga.contracts.document.DatasetManifest;
import genga.contracts.document.TrainingRecipe;
import genga.contracts.fact.TrainingRequested;
import genga.wan.adapter.LoraRank;
import genga.wan.base.ModelFolder;
import genga.wan.training.AdamW;
import genga.wan.training.TimestepSampling;
import genga.wan.training.Timesteps;
import genga.wan.training.TrainingSettings;

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

    /// Noise levels by the shifted sigmoid of a normal draw, AdamW at torch's defaults.
    TrainingSettings settings() {
        return new TrainingSettings(
                new LoraRank(recipe.rank(), recipe.alpha()),
                AdamW.withRate(recipe.learningRate()),
                Timesteps.of(new TimestepSampling.Shift(recipe.shift(), 1)),
                recipe.maxGradientNorm(),
                recipe.seed());
    }

    ItemOrder itemOrder() {
        return new ItemOrder(items.training(), recipe.seed());
    }
}
