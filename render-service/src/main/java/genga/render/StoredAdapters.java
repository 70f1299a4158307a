package genga.render;

import genga.chassis.Refused;
import genga.contracts.document.RenderRecipe;
import genga.contracts.vocabulary.Problem;
import genga.store.MissingObject;
import genga.store.ObjectStore;
import genga.wan.adapter.AdapterStrength;
import genga.wan.adapter.AppliedAdapter;
import genga.wan.adapter.LoraAdapter;
import genga.wan.adapter.StepBranches;
import genga.wan.adapter.StepBranches.Timed;
import genga.wan.transformer.WanTransformer;
import genga.wan.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The adapters of a recipe, brought from the store and put beside the transformer.
final class StoredAdapters implements AutoCloseable {

    private final List<LoraAdapter> read = new ArrayList<>();
    private final StepBranches branches;

    /// @param folder for files on their way
    StoredAdapters(ObjectStore store, Path folder, WanTransformer transformer, RenderRecipe recipe) throws IOException {
        List<Timed> timed = new ArrayList<>();
        try {
            for (RenderRecipe.Adapter adapter : recipe.adapters()) {
                requireBlocks(adapter, transformer, recipe.baseModel());
                read.add(read(store, folder, adapter, transformer, recipe.baseModel()));
                AdapterStrength strength = new AdapterStrength(adapter.strength(), adapter.blocks());
                timed.add(new Timed(new AppliedAdapter(read.getLast(), strength), adapter.from(), adapter.to()));
            }
        } catch (RuntimeException | IOException e) {
            read.forEach(LoraAdapter::close);
            throw e;
        }
        branches = new StepBranches(transformer.shape(), transformer.device(), timed);
    }

    /// All of them at their strengths, each in its part of the steps.
    StepBranches branches() {
        return branches;
    }

    private static void requireBlocks(RenderRecipe.Adapter adapter, WanTransformer transformer, String baseModel) {
        int blocks = transformer.shape().blocks();
        adapter.blocks().keySet().stream()
                .filter(block -> block >= blocks)
                .findFirst()
                .ifPresent(block -> {
                    throw new Refused(new Problem(
                            "blocks of adapter " + adapter.object().key(),
                            "block " + block,
                            "one of the blocks 0 to %d that '%s' has".formatted(blocks - 1, baseModel),
                            "name only those"));
                });
    }

    private static LoraAdapter read(
            ObjectStore store, Path folder, RenderRecipe.Adapter adapter, WanTransformer transformer, String baseModel)
            throws IOException {
        Path file = Files.createTempFile(folder, "adapter-", ".safetensors");
        try {
            store.fetch(adapter.object(), file);
            return LoraAdapter.read(file, transformer.shape());
        } catch (WeightsException | MissingObject e) {
            throw new Refused(
                    new Problem(
                            "adapter " + adapter.object().key(),
                            e.getMessage(),
                            "a LoRA for the base model '%s'".formatted(baseModel),
                            "choose an adapter trained on that model, or render with the model it was trained on"),
                    e);
        } finally {
            Files.delete(file);
        }
    }

    @Override
    public void close() {
        branches.close();
        read.forEach(LoraAdapter::close);
    }
}
