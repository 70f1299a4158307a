package genga.wan.vae;

import genga.wan.dataset.Resolution;
import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.SafetensorsFile;
import genga.wan.weights.SafetensorsWriter;
import genga.wan.weights.WeightsException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Latent cache files as musubi-tuner writes and reads them (`dataset/cache_io.py`): one tensor
/// `latents_FxHxW_bfloat16` `[16, F, H, W]`, picture size and, for clips, frame count as metadata.
public final class LatentFile {
    private static final String KEY = "latents_";

    /// Control and image-to-video models keep other tensors under `latents_` beside it.
    private static final Pattern SHAPED = Pattern.compile(KEY + "\\d+x\\d+x\\d+_");

    private LatentFile() {}

    /// @param named the size in the file's name: a still's own size, a fragment's bucket
    /// @param frameCount frames of the fragment; empty for a still
    public static void write(Path file, Latent latent, Resolution named, OptionalInt frameCount) {
        Map<String, String> metadata = new TreeMap<>(Map.of(
                "architecture",
                "wan",
                "width",
                String.valueOf(named.width()),
                "height",
                String.valueOf(named.height()),
                "format_version",
                "1.0.1"));
        frameCount.ifPresent(frames -> metadata.put("frame_count", String.valueOf(frames)));
        String key = "%s%dx%dx%d_bfloat16".formatted(KEY, latent.frames(), latent.height(), latent.width());
        try (TensorScope scope = TensorScope.open()) {
            SafetensorsWriter.write(file, Map.of(key, latent.tensor(scope).to(scope, DType.BF16)), metadata);
        }
    }

    /// Reads the latent of a cache file, whatever float type it is stored in.
    public static Latent read(Path file) {
        try (SafetensorsFile cache = SafetensorsFile.open(file);
                TensorScope scope = TensorScope.open()) {
            String key = cache.names().stream()
                    .filter(name -> SHAPED.matcher(name).lookingAt())
                    .findFirst()
                    .orElseThrow(() ->
                            new WeightsException("%s holds no tensor latents_FxHxW_*, found %s; is it a latent cache?"
                                    .formatted(file, cache.names())));
            Tensor latent_CFHW = cache.tensor(scope, key);
            if (latent_CFHW.shape().length != 4 || latent_CFHW.size(0) != Latent.CHANNELS) {
                throw new WeightsException(
                        "tensor %s in %s: expected [16, F, H, W], found %s".formatted(key, file, latent_CFHW));
            }
            return Latent.of(latent_CFHW);
        }
    }
}
