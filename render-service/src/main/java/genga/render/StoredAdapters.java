package genga.render;

import genga.chassis.Refused;
import genga.contracts.document.RenderRecipe;
import genga.contracts.vocabulary.Problem;
import genga.store.MissingObject;
import genga.store.ObjectStore;
import genga.wan.adapter.AppliedAdapter;
import genga.wan.adapter.LoraAdapter;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.SideBranches;
import genga.wan.transformer.WanTransformer;
import genga.wan.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The adapters of a recipe, brought from the store and put beside the transformer.
final class StoredAdapters {

    private final ObjectStore store;
    private final Path folder;

    /// @param folder for files on their way
    StoredAdapters(ObjectStore store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    /// All of them at their strengths as one set of branches, owned by `scope`.
    SideBranches branches(TensorScope scope, WanTransformer transformer, RenderRecipe recipe) throws IOException {
        List<AppliedAdapter> applied = new ArrayList<>();
        try {
            for (RenderRecipe.Adapter adapter : recipe.adapters()) {
                applied.add(new AppliedAdapter(read(adapter, transformer, recipe.baseModel()), adapter.strength()));
            }
            return AppliedAdapter.branches(scope, transformer.shape(), transformer.device(), applied);
        } finally {
            applied.forEach(adapter -> adapter.adapter().close());
        }
    }

    private LoraAdapter read(RenderRecipe.Adapter adapter, WanTransformer transformer, String baseModel)
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
}
