package genga.trainer;

import genga.contracts.document.CacheIndex.Item;
import genga.wan.tensor.TensorScope;
import genga.wan.text.TextEmbedding;
import genga.wan.training.TrainingItem;
import genga.wan.vae.LatentFile;
import java.io.IOException;

/// Cached items as the training takes them.
final class CachedExamples {

    private final ItemShelf shelf;

    CachedExamples(ItemShelf shelf) {
        this.shelf = shelf;
    }

    /// @param number decides noise and noise level
    TrainingItem example(TensorScope scope, Item item, long number) throws IOException {
        return new TrainingItem(
                LatentFile.read(shelf.file(item.latent())).tensor(scope),
                TextEmbedding.read(shelf.file(item.text())).tensor(scope),
                number);
    }
}
