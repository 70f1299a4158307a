package genga.render;

import genga.chassis.Refused;
import genga.contracts.document.RenderRecipe;
import genga.contracts.vocabulary.Problem;
import genga.store.MissingObject;
import genga.store.ObjectStore;
import genga.wan.adapter.AdapterStrength;
import genga.wan.adapter.form.AdaptedWeights;
import genga.wan.adapter.form.AdaptedWeights.MergedInAllSteps;
import genga.wan.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The adapters of a recipe, brought from the store and chosen for the base model's weights.
final class StoredAdapters {

    private final ObjectStore store;
    private final Path folder;
    private final RenderRecipe recipe;

    /// @param folder for files on their way
    StoredAdapters(ObjectStore store, Path folder, RenderRecipe recipe) {
        this.store = store;
        this.folder = folder;
        this.recipe = recipe;
    }

    /// All of them at their strengths, each in its part of the steps.
    void chooseFor(AdaptedWeights weights) throws IOException {
        for (RenderRecipe.Adapter adapter : recipe.adapters()) {
            requireBlocks(adapter, weights.blocks());
            choose(adapter, weights);
        }
    }

    private void requireBlocks(RenderRecipe.Adapter adapter, int blocks) {
        adapter.blocks().keySet().stream()
                .filter(block -> block >= blocks)
                .findFirst()
                .ifPresent(block -> {
                    throw new Refused(new Problem(
                            "blocks of adapter " + adapter.object().key(),
                            "block " + block,
                            "one of the blocks 0 to %d that '%s' has".formatted(blocks - 1, recipe.baseModel()),
                            "name only those"));
                });
    }

    private void choose(RenderRecipe.Adapter adapter, AdaptedWeights weights) throws IOException {
        Path file = Files.createTempFile(folder, "adapter-", ".safetensors");
        try {
            store.fetch(adapter.object(), file);
            AdapterStrength strength = new AdapterStrength(adapter.strength(), adapter.blocks());
            weights.choose(file, strength, adapter.from(), adapter.to());
        } catch (MergedInAllSteps e) {
            throw new Refused(someStepsOnly(adapter, e), e);
        } catch (WeightsException | MissingObject e) {
            throw new Refused(
                    new Problem(
                            "adapter " + adapter.object().key(),
                            e.getMessage(),
                            "an adapter for the base model '%s'".formatted(recipe.baseModel()),
                            "choose an adapter trained on that model, or render with the model it was trained on"),
                    e);
        } finally {
            Files.delete(file);
        }
    }

    private static Problem someStepsOnly(RenderRecipe.Adapter adapter, MergedInAllSteps cause) {
        return new Problem(
                "from and to of adapter " + adapter.object().key(),
                "%s and %s".formatted(adapter.from(), adapter.to()),
                "0 and 1: this %s changes what cannot act beside the model, is merged into it and acts in all steps"
                        .formatted(cause.report().kind().label()),
                "leave them out, or choose a LoRA that changes linears of the blocks only");
    }
}
