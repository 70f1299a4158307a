package genga.bench;

import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.vae.Latent;
import genga.wan.vae.VideoVae;
import genga.wan.weights.SafetensorsFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Genga's VAE at full width.
final class VaeSubject implements AutoCloseable {
    private final SafetensorsFile inputs;
    private final VideoVae vae;
    private final TensorScope scope = TensorScope.open();
    private final Tensor video_BCTHW;
    private final Latent latent;

    VaeSubject(SampleFiles files, DType type) {
        this(files, files.vaeInputs(), type);
    }

    VaeSubject(SampleFiles files, Path clip, DType type) {
        inputs = SafetensorsFile.open(clip);
        vae = VideoVae.open(files.vae(), Device.cpu(), type);
        video_BCTHW = inputs.tensor(scope, "video");
        latent = Latent.of(inputs.tensor(scope, "latent"));
    }

    /// The normalised latent of the clip.
    float[] encode() {
        return vae.encodeStages(video_BCTHW, (name, stage) -> {}).values();
    }

    /// The pictures of the latent, chunk by chunk `[3, T, H, W]`, clamped to -1 to 1.
    List<float[]> decode() {
        List<float[]> chunks = new ArrayList<>();
        vae.decodeStages(latent, (name, stage) -> {
            if (name.equals("decoder.head")) {
                chunks.add(stage.toFloats());
            }
        });
        for (float[] chunk : chunks) {
            for (int i = 0; i < chunk.length; i++) {
                chunk[i] = Math.clamp(chunk[i], -1f, 1f);
            }
        }
        return chunks;
    }

    /// The chunks of [#decode] as one picture sequence, in the order of the yardstick: channel, frame, row, column.
    float[] decodeWhole() {
        List<float[]> chunks = decode();
        int total = chunks.stream().mapToInt(chunk -> chunk.length).sum();
        float[] whole = new float[total];
        int at = 0;
        for (int channel = 0; channel < 3; channel++) {
            for (float[] chunk : chunks) {
                int length = chunk.length / 3;
                System.arraycopy(chunk, channel * length, whole, at, length);
                at += length;
            }
        }
        return whole;
    }

    @Override
    public void close() {
        scope.close();
        vae.close();
        inputs.close();
    }
}
