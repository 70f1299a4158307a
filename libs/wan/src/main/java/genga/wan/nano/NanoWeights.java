package genga.wan.nano;

import genga.wan.sampling.TorchNoise;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.SafetensorsWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Tensors of one weights file in the making.
final class NanoWeights {
    private record Draft(long[] shape, float[] values) {}

    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final TorchNoise noise;

    NanoWeights(long seed) {
        noise = new TorchNoise(seed);
    }

    /// Adds a tensor; `values` may still be changed until [#write].
    float[] add(String name, float[] values, long... shape) {
        drafts.put(name, new Draft(shape, values));
        return values;
    }

    float[] zeros(String name, long... shape) {
        return add(name, new float[count(shape)], shape);
    }

    float[] ones(String name, long... shape) {
        float[] values = zeros(name, shape);
        Arrays.fill(values, 1);
        return values;
    }

    /// Normal numbers of that deviation.
    float[] normal(String name, double deviation, long... shape) {
        float[] values = noise.normal(count(shape));
        for (int i = 0; i < values.length; i++) {
            values[i] *= (float) deviation;
        }
        return add(name, values, shape);
    }

    /// A linear layer whose outputs vary as much as its inputs times `gain`; no bias.
    float[] linear(String name, double gain, long outputs, long inputs) {
        return normal(name + ".weight", gain / Math.sqrt(inputs), outputs, inputs);
    }

    void write(Path file) {
        try (TensorScope scope = TensorScope.open()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            drafts.forEach((name, draft) -> tensors.put(name, Tensor.of(scope, draft.values, draft.shape)));
            SafetensorsWriter.write(file, tensors, Map.of(NanoModel.REVISION_KEY, NanoModel.REVISION));
        }
    }

    private static int count(long... shape) {
        long count = 1;
        for (long extent : shape) {
            count *= extent;
        }
        return Math.toIntExact(count);
    }
}
