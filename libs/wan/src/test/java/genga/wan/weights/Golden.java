package genga.wan.weights;

import static org.assertj.core.api.Assertions.assertThat;

import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/// Reference numbers under `src/test/resources/golden`, and how to hold results against them.
public final class Golden {
    private static final double RELATIVE = 1e-5;

    private Golden() {}

    public static Path path(String name) {
        return Path.of("src/test/resources/golden", name + ".safetensors");
    }

    public static SafetensorsFile open(String name) {
        return SafetensorsFile.open(path(name));
    }

    /// A reference file written anew under `file`, with its tensors changed by then.
    ///
    /// @param change is given the tensors by name, in a map of its own
    public static Path changed(String name, Path file, Consumer<Map<String, Tensor>> change) {
        try (SafetensorsFile whole = open(name);
                TensorScope scope = TensorScope.open()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            whole.names().forEach(tensor -> tensors.put(tensor, whole.tensor(scope, tensor)));
            change.accept(tensors);
            SafetensorsWriter.write(file, tensors, Map.of());
        }
        return file;
    }

    /// Normal numbers of deviation 1.
    public static Tensor normal(TensorScope scope, Random random, long... shape) {
        float[] values = new float[Math.toIntExact(DType.U8.bytesOf(shape))];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensor.of(scope, values, shape);
    }

    /// A tensor of one byte repeated.
    public static Tensor filled(TensorScope scope, byte filling, DType type, long... shape) {
        byte[] bytes = new byte[Math.toIntExact(type.bytesOf(shape))];
        Arrays.fill(bytes, filling);
        return Tensor.ofBytes(scope, MemorySegment.ofArray(bytes), type, shape);
    }

    /// Passes when `|found - expected| <= absolute + 1e-5 |expected|` everywhere.
    public static void assertClose(Tensor found, Weights reference, String name, double absolute) {
        assertThat(largestExcess(found, reference, name, absolute, RELATIVE))
                .as("how far %s of %s exceeds its tolerance %s", name, reference.origin(), absolute)
                .isLessThanOrEqualTo(0);
    }

    /// The largest `|found - expected| - (absolute + relative |expected|)`.
    public static double largestExcess(Tensor found, Weights reference, String name, double absolute, double relative) {
        float[] expected = expected(found, reference, name);
        float[] actual = found.toFloats();
        double worst = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < expected.length; i++) {
            double allowed = absolute + relative * Math.abs(expected[i]);
            double excess = Math.abs((double) actual[i] - expected[i]) - allowed;
            worst = Double.isNaN(excess) ? Double.POSITIVE_INFINITY : Math.max(worst, excess);
        }
        return worst;
    }

    public static double cosine(Tensor found, Weights reference, String name) {
        float[] b = expected(found, reference, name);
        float[] a = found.toFloats();
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return dot / Math.sqrt(aa * bb);
    }

    private static float[] expected(Tensor found, Weights reference, String name) {
        try (TensorScope scope = TensorScope.open()) {
            float[] expected = reference.tensor(scope, name).toFloats();
            assertThat(found.elements()).as("elements of " + name).isEqualTo(expected.length);
            return expected;
        }
    }

    /// The same values with a batch axis of one in front.
    public static Tensor batched(TensorScope scope, Tensor tensor) {
        long[] shape = LongStream.concat(LongStream.of(1), LongStream.of(tensor.shape()))
                .toArray();
        return Tensor.ofBytes(scope, MemorySegment.ofArray(tensor.toBytes()), tensor.dtype(), shape);
    }
}
