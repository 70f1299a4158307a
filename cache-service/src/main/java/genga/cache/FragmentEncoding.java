package genga.cache;

import genga.cache.CacheRun.Cancelled;
import genga.chassis.work.WorkSignals.WorkInterrupted;
import genga.contracts.document.DatasetManifest.CaptionedClip;
import genga.contracts.vocabulary.Progress;
import genga.contracts.vocabulary.StoredObject;
import genga.media.FrameSize;
import genga.media.FrameSource;
import genga.media.FrameSource.Window;
import genga.media.Resampling;
import genga.store.ContentType;
import genga.store.ObjectStore;
import genga.wan.base.FileHash;
import genga.wan.base.ModelFolder;
import genga.wan.dataset.Resolution;
import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.vae.Latent;
import genga.wan.vae.LatentFile;
import genga.wan.vae.RgbFrame;
import genga.wan.vae.VideoVae;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Fragments to latents, each distinct fragment once, clip by clip, so that a clip is fetched once. The VAE is only
/// opened, and a clip only fetched, when a fragment is new.
final class FragmentEncoding implements AutoCloseable {

    private static final String STAGE = "encoding fragments";

    private final ObjectStore store;
    private final ModelFolder model;
    private final Device device;
    private final Path folder;
    private final DType type;
    private final String vaeIdentity;
    private Optional<VideoVae> vae = Optional.empty();

    FragmentEncoding(ObjectStore store, ModelFolder model, Device device, DType type, Path folder) {
        this.store = store;
        this.model = model;
        this.device = device;
        this.folder = folder;
        this.type = type;
        String hash = FileHash.of(model.vae());
        this.vaeIdentity = type == DType.F32 ? hash : hash + " " + type.label();
    }

    Map<DatasetItem, StoredObject> encode(CacheRun run, List<DatasetItem> items)
            throws IOException, Cancelled, WorkInterrupted {
        Map<CaptionedClip, Set<DatasetItem>> byClip = new LinkedHashMap<>();
        items.forEach(item -> byClip.computeIfAbsent(item.clip(), unused -> new LinkedHashSet<>())
                .add(item));
        int total = byClip.values().stream().mapToInt(Set::size).sum();
        Map<DatasetItem, StoredObject> latents = new HashMap<>();
        for (Map.Entry<CaptionedClip, Set<DatasetItem>> clip : byClip.entrySet()) {
            try (FetchedClip fetched = new FetchedClip(store, clip.getKey().video(), folder)) {
                for (DatasetItem item : clip.getValue()) {
                    run.checkpoint();
                    StoredObject latent = stored(item, fetched);
                    latents.put(item, latent);
                    run.latentCached(item, latent, new Progress(STAGE, latents.size(), total));
                }
            }
        }
        return latents;
    }

    private StoredObject stored(DatasetItem item, FetchedClip clip) throws IOException {
        String key = CacheKeys.latent(item.clip().video(), item.firstFrame(), item.bucket(), vaeIdentity);
        Optional<StoredObject> found = store.find(key);
        return found.isPresent() ? found.get() : encode(item, clip.file(), key);
    }

    private StoredObject encode(DatasetItem item, Path clip, String key) throws IOException {
        Resolution bucket = new Resolution(item.bucket().width(), item.bucket().height());
        Latent latent = vae().encode(pictures(item, clip).stream()
                .map(picture -> new RgbFrame(bucket, picture.rgb()))
                .iterator());
        Path file = Files.createTempFile(folder, "latent-", ".safetensors");
        try {
            LatentFile.write(file, latent, bucket, frameCount(item));
            return store.put(key, file, ContentType.BINARY);
        } finally {
            Files.delete(file);
        }
    }

    private static List<genga.media.RgbFrame> pictures(DatasetItem item, Path file) {
        FrameSize bucket = new FrameSize(item.bucket().width(), item.bucket().height());
        return switch (item.clip().medium()) {
            case CLIP ->
                FrameSource.frames(
                        file, new Window(item.firstFrame(), item.bucket().frames()), bucket);
            case STILL -> List.of(Resampling.cover(FrameSource.still(file), bucket));
        };
    }

    /// musubi-tuner writes none into the latent of a still.
    private static OptionalInt frameCount(DatasetItem item) {
        return switch (item.clip().medium()) {
            case CLIP -> OptionalInt.of(item.bucket().frames());
            case STILL -> OptionalInt.empty();
        };
    }

    private VideoVae vae() {
        if (vae.isEmpty()) {
            vae = Optional.of(VideoVae.open(model.vae(), device, type));
        }
        return vae.get();
    }

    @Override
    public void close() {
        vae.ifPresent(VideoVae::close);
    }
}
