package genga.wan.adapter.form;

import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.SafetensorsFile;
import genga.wan.weights.SafetensorsWriter;
import genga.wan.weights.Weights;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A tiny base model on disk and adapters for it; what tests of adapter files share.
abstract class AdapterSample {
    static final int D = 4;
    static final int FFN = 6;
    static final String Q = "blocks.0.self_attn.q";
    static final String PEFT = "diffusion_model." + Q;

    @TempDir
    Path folder;

    final TensorScope scope = TensorScope.open();
    Weights base;

    @BeforeEach
    void writeBase() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String block : List.of("blocks.0.", "blocks.1.")) {
            for (String linear : List.of("self_attn.q", "self_attn.o", "cross_attn.k")) {
                tensors.put(block + linear + ".weight", values(D, D));
                tensors.put(block + linear + ".bias", values(D));
            }
            tensors.put(block + "ffn.0.weight", values(FFN, D));
            tensors.put(block + "norm3.weight", values(D));
            tensors.put(block + "self_attn.norm_q.weight", values(D));
            tensors.put(block + "modulation", values(1, 6, D));
        }
        tensors.put("head.head.weight", values(2, D));
        tensors.put("head.modulation", values(1, 2, D));
        tensors.put("patch_embedding.weight", values(D, 2, 1, 2, 2));
        Path file = folder.resolve("base.safetensors");
        SafetensorsWriter.write(file, tensors, Map.of());
        base = SafetensorsFile.open(file);
    }

    @AfterEach
    void close() {
        scope.close();
        base.close();
    }

    final Tensor values(long... shape) {
        long count = 1;
        for (long extent : shape) {
            count *= extent;
        }
        float[] values = new float[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(3 * i + shape.length + count);
        }
        return Tensor.of(scope, values, shape);
    }

    final Tensor alpha(float value) {
        return Tensor.of(scope, new float[] {value});
    }

    final Path file(Map<String, Tensor> tensors) {
        Path file = folder.resolve("adapter.safetensors");
        SafetensorsWriter.write(file, tensors, Map.of("ss_seed", "7"));
        return file;
    }

    final AdapterFile read(Map<String, Tensor> tensors) {
        return AdapterFile.read(file(tensors), base);
    }

    final float[] floats(Weights weights, String name) {
        return weights.tensor(scope, name).toFloats();
    }
}
