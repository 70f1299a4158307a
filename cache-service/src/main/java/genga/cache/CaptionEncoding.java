package genga.cache;

import genga.cache.CacheRun.Cancelled;
import genga.chassis.work.WorkSignals.WorkInterrupted;
import genga.contracts.document.DatasetManifest.CaptionedClip;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.Progress;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Captions to text embeddings, each distinct caption once. The encoder, the largest part of some base models, is only
/// opened when a caption is new.
final class CaptionEncoding implements AutoCloseable {

    private static final String STAGE = "encoding captions";

    private final ObjectStore store;
    private final ModelFolder model;
    private final Device device;
    private final Path folder;
    private final Map<String, EncodedText> done = new HashMap<>();
    private Optional<TextEncoder> encoder = Optional.empty();

    CaptionEncoding(ObjectStore store, ModelFolder model, Device device, Path folder) {
        this.store = store;
        this.model = model;
        this.device = device;
        this.folder = folder;
    }

    Map<ClipId, StoredObject> encode(CacheRun run, List<CaptionedClip> clips)
            throws IOException, Cancelled, WorkInterrupted {
        Map<ClipId, StoredObject> texts = new HashMap<>();
        for (CaptionedClip clip : clips) {
            run.checkpoint();
            EncodedText text = done.get(clip.caption());
            if (text == null) {
                text = stored(clip.caption());
                done.put(clip.caption(), text);
            }
            texts.put(clip.clip(), text.object());
            run.textCached(clip, text, new Progress(STAGE, texts.size(), clips.size()));
        }
        return texts;
    }

    private EncodedText stored(String caption) throws IOException {
        String key = ObjectKeys.text(TextIdentity.of(caption, model));
        Path file = Files.createTempFile(folder, "text-", ".safetensors");
        try {
            Optional<StoredObject> found = store.find(key);
            if (found.isPresent()) {
                store.fetch(found.get(), file);
                return new EncodedText(found.get(), TextEmbedding.read(file).rows());
            }
            TextEmbedding embedding = encoder().encode(caption);
            embedding.write(file, caption);
            return new EncodedText(store.put(key, file, ContentType.BINARY), embedding.rows());
        } finally {
            Files.delete(file);
        }
    }

    private TextEncoder encoder() {
        if (encoder.isEmpty()) {
            encoder = Optional.of(TextEncoder.open(model.textEncoder(), model.tokenizer(), device));
        }
        return encoder.get();
    }

    @Override
    public void close() {
        encoder.ifPresent(TextEncoder::close);
    }
}
