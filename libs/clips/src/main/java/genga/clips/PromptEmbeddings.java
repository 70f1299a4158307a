package genga.clips;

import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.StoredObject;
import genga.store.ContentType;
import genga.store.ObjectStore;
import genga.wan.base.ModelFolder;
import genga.wan.base.TextIdentity;
import genga.wan.tensor.Device;
import genga.wan.text.TextEmbedding;
import genga.wan.text.TextEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Prompts as the text encoder has them, kept in the store by what they depend on; the encoder is only opened for one
/// that is new, and closed again before the transformer needs the memory.
public final class PromptEmbeddings {

    private final ObjectStore store;
    private final ModelFolder model;
    private final Device device;
    private final Path folder;

    /// @param folder for files on their way
    public PromptEmbeddings(ObjectStore store, ModelFolder model, Device device, Path folder) {
        this.store = store;
        this.model = model;
        this.device = device;
        this.folder = folder;
    }

    /// One embedding per prompt, in their order.
    public List<TextEmbedding> of(List<String> prompts) throws IOException {
        for (String prompt : prompts) {
            if (store.find(key(prompt)).isEmpty()) {
                encode(prompts);
                break;
            }
        }
        List<TextEmbedding> embeddings = new ArrayList<>();
        for (String prompt : prompts) {
            embeddings.add(read(key(prompt)));
        }
        return embeddings;
    }

    private void encode(List<String> prompts) throws IOException {
        Path file = Files.createTempFile(folder, "text-", ".safetensors");
        try (TextEncoder encoder = TextEncoder.open(model.textEncoder(), model.tokenizer(), device)) {
            for (String prompt : prompts) {
                encoder.encode(prompt).write(file, prompt);
                store.put(key(prompt), file, ContentType.BINARY);
            }
        } finally {
            Files.delete(file);
        }
    }

    /// From the store in any case, so that a new prompt and a known one are rounded alike.
    private TextEmbedding read(String key) throws IOException {
        Optional<StoredObject> object = store.find(key);
        Path file = Files.createTempFile(folder, "text-", ".safetensors");
        try {
            store.fetch(
                    object.orElseThrow(() -> new IllegalStateException("text embedding %s is gone".formatted(key))),
                    file);
            return TextEmbedding.read(file);
        } finally {
            Files.delete(file);
        }
    }

    private String key(String prompt) {
        return ObjectKeys.text(TextIdentity.of(prompt, model));
    }
}
