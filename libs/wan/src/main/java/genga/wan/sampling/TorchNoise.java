package genga.wan.sampling;

/// The normal numbers of torch's CPU generator: `torch.manual_seed(seed); torch.randn(count)` in float. A seed of a
/// published clip only gives that clip with the very same noise.
///
/// From 16 numbers on torch works in groups of 16 uniforms `u`: for k in 0..7, with `r = sqrt(-2 · ln(1 - u_k))` and
/// `a = 2 · pi · u_(k+8)`, number k is `r · cos(a)` and number k + 8 is `r · sin(a)`. If the count is no multiple of
/// 16, the last 16 numbers are drawn anew. Below 16 numbers come in pairs computed in double
/// (`aten/src/ATen/native/cpu/DistributionTemplates.h`).
public final class TorchNoise implements NoiseSource {
    private static final int GROUP = 16;
    private static final int HALF = GROUP / 2;

    private final MersenneTwister bits;
    private double spare = Double.NaN;

    public TorchNoise(long seed) {
        bits = new MersenneTwister(seed);
    }

    @Override
    public float[] normal(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("noise needs a count of 1 or more, got %d".formatted(count));
        }
        float[] values = new float[count];
        if (count < GROUP) {
            for (int i = 0; i < count; i++) {
                values[i] = (float) nextOfPair();
            }
            return values;
        }
        fillGroups(values);
        return values;
    }

    private void fillGroups(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = bits.nextFloat();
        }
        for (int start = 0; start + GROUP <= values.length; start += GROUP) {
            transform(values, start);
        }
        if (values.length % GROUP != 0) {
            int start = values.length - GROUP;
            for (int i = start; i < values.length; i++) {
                values[i] = bits.nextFloat();
            }
            transform(values, start);
        }
    }

    private static void transform(float[] values, int start) {
        for (int k = start; k < start + HALF; k++) {
            float radius = (float) Math.sqrt(-2f * VectorMath.log(1 - values[k]));
            float angle = (float) (2 * Math.PI) * values[k + HALF];
            values[k] = radius * VectorMath.cos(angle);
            values[k + HALF] = radius * VectorMath.sin(angle);
        }
    }

    private double nextOfPair() {
        if (!Double.isNaN(spare)) {
            double value = spare;
            spare = Double.NaN;
            return value;
        }
        double angle = 2 * Math.PI * bits.nextDouble();
        double radius = Math.sqrt(-2 * Math.log1p(-bits.nextDouble()));
        spare = radius * Math.sin(angle);
        return radius * Math.cos(angle);
    }
}
