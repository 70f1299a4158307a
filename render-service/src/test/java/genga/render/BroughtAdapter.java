package genga.render;

import genga.contracts.vocabulary.StoredObject;
import genga.store.ContentType;
import genga.store.ObjectStore;
import genga.wan.sampling.TorchNoise;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.SafetensorsWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Adapters as people bring them from elsewhere, for the embedded model: width 256, feed-forward 512, four blocks. Each
/// changes blocks 0 and 2.
enum BroughtAdapter {
    LOHA,
    LOKR,
    DORA,
    DIFFERENCES,
    /// Of a model that begins with a picture.
    RELATIVE;

    private static final int WIDTH = 256;
    private static final int INNER = 512;
    private static final int RANK = 4;

    Path file(Path folder) {
        Path file = folder.resolve(name().toLowerCase(Locale.ROOT) + ".safetensors");
        try (TensorScope scope = TensorScope.open()) {
            Parts parts = new Parts(scope, new LinkedHashMap<>());
            for (int block : new int[] {0, 2}) {
                put(parts, "diffusion_model.blocks." + block + ".");
            }
            SafetensorsWriter.write(file, parts.tensors(), Map.of());
        }
        return file;
    }

    StoredObject stored(ObjectStore store, Path folder) {
        Path file = file(folder);
        return store.put("incoming/" + file.getFileName(), file, ContentType.BINARY);
    }

    private void put(Parts parts, String block) {
        switch (this) {
            case LOHA -> {
                parts.noise(block + "self_attn.v.hada_w1_a", 0.3, WIDTH, RANK);
                parts.noise(block + "self_attn.v.hada_w1_b", 0.3, RANK, WIDTH);
                parts.noise(block + "self_attn.v.hada_w2_a", 0.3, WIDTH, RANK);
                parts.noise(block + "self_attn.v.hada_w2_b", 0.3, RANK, WIDTH);
            }
            case LOKR -> {
                parts.noise(block + "ffn.0.lokr_w1", 0.3, 8, 4);
                parts.noise(block + "ffn.0.lokr_w2_a", 0.3, INNER / 8, RANK);
                parts.noise(block + "ffn.0.lokr_w2_b", 0.3, RANK, WIDTH / 4);
            }
            case DORA -> {
                parts.noise(block + "self_attn.o.lora_A.weight", 0.1, RANK, WIDTH);
                parts.noise(block + "self_attn.o.lora_B.weight", 0.1, WIDTH, RANK);
                parts.noise(block + "self_attn.o.dora_scale", 1, WIDTH);
            }
            case RELATIVE -> {
                parts.noise(block + "norm3.diff", 0.5, WIDTH);
                parts.noise(block + "cross_attn.k_img.diff_b", 0.5, WIDTH);
            }
            case DIFFERENCES -> {
                parts.noise(block + "norm3.diff", 0.5, WIDTH);
                parts.noise(block + "self_attn.o.diff_b", 0.5, WIDTH);
                parts.noise(block + "diff_m", 0.5, 1, 6, WIDTH);
            }
        }
    }

    private record Parts(TensorScope scope, Map<String, Tensor> tensors) {

        void noise(String key, double deviation, long... shape) {
            int count = (int) Arrays.stream(shape).reduce(1, Math::multiplyExact);
            float[] values = new TorchNoise(key.hashCode()).normal(count);
            for (int i = 0; i < count; i++) {
                values[i] = (float) (values[i] * deviation);
            }
            tensors.put(key, Tensor.of(scope, values, shape));
        }
    }
}
