package genga.wan.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Wide convolutions of large pictures take another way than those of the tiny reference model; here they are held
/// against their definition.
class WideConvolutionTest {
    private static final int CHANNELS = 96;
    private static final int FRAMES = 3;

    private final Random random = new Random(11);

    /// 48 x 50: even sides, several blocks of rows with a remainder; 47 x 49: odd sides. Sums of 2,592 products in
    /// fp32.
    @ParameterizedTest
    @CsvSource({"48, 50", "47, 49", "12, 300"})
    void aChunkOfFramesIsConvolvedWithItsPast(int height, int width) {
        try (TensorScope scope = TensorScope.open()) {
            float[] x = normals(CHANNELS * FRAMES * height * width);
            float[] w = normals(CHANNELS * CHANNELS * 27);
            float[] b = normals(CHANNELS);
            List<Tensor> weights = List.of(
                    VaeStage.script().call(scope, "channels_last", Tensor.of(scope, w, CHANNELS, CHANNELS, 3, 3, 3)),
                    Tensor.of(scope, b, CHANNELS));
            Tensor all = Tensor.of(scope, x, 1, CHANNELS, FRAMES, height, width);

            Tensor first = VaeStage.script().call(scope, "frames", all, 0, 1);
            List<Tensor> one = VaeStage.script().callList(scope, "conv", first, weights, List.of());
            Tensor rest = VaeStage.script().call(scope, "frames", all, 1, FRAMES);
            List<Tensor> two = VaeStage.script().callList(scope, "conv", rest, weights, one.subList(1, 2));

            float[] found = two.getFirst().toFloats();
            for (int sample = 0; sample < 200; sample++) {
                int[] at = {random.nextInt(CHANNELS), random.nextInt(2), random.nextInt(height), random.nextInt(width)};
                double expected = b[at[0]] + defined(x, w, at, height, width);
                float actual = found[((at[0] * 2 + at[1]) * height + at[2]) * width + at[3]];
                assertThat((double) actual).isCloseTo(expected, within(2e-3));
            }
        }
    }

    /// The sum over input channels, three frames up to this one and 3 x 3 positions, zeros outside.
    private static double defined(float[] x, float[] w, int[] at, int height, int width) {
        double sum = 0;
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int tap = 0; tap < 27; tap++) {
                int frame = at[1] + 1 + tap / 9 - 2;
                int row = at[2] + tap / 3 % 3 - 1;
                int column = at[3] + tap % 3 - 1;
                if (frame >= 0 && row >= 0 && row < height && column >= 0 && column < width) {
                    double value = x[((channel * FRAMES + frame) * height + row) * width + column];
                    sum += value * w[(at[0] * CHANNELS + channel) * 27 + tap];
                }
            }
        }
        return sum;
    }

    private float[] normals(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
