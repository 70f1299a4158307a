package genga.wan.nano;

/// What the transformer of `wan-nano` believes of clean latents before it sees one: means of blocks vary smoothly,
/// details are small. From it follow, for noise level t, how much of a value and of its neighbourhood average is
/// picture.
///
/// With `x = (1 - t) · x0 + t · e`, signal variance S and noise variance `t² / n` (n = 1 for the value, many for the
/// average): `D = x · (1 - t) · S / ((1 - t)² · S + t² / n)`, and the velocity is `(x - D) / t`.
final class NanoPrior {
    private static final double MEAN_VARIANCE = 0.7;
    private static final double DETAIL_VARIANCE = 0.01;
    private static final double NEIGHBOURS = 60;
    private static final double LEAST_LEVEL = 0.08;
    private static final int WAVE = 256;
    private static final int SLOW = 60;

    private NanoPrior() {}

    /// Channels of [NanoVae] that hold the mean of a block: brightness and both colour differences.
    static boolean isMean(int channel) {
        return channel == 0 || channel == 8 || channel == 12;
    }

    /// Adds the time embedding: random waves of the slow half of the timestep's frequencies through SiLU, and a
    /// second layer fitted so that `1 + e` is what each place of the head must be multiplied by.
    static void addTime(NanoWeights weights, int width) {
        float[] first = weights.normal("time_embedding.0.weight", 0.15, width, WAVE);
        for (int i = 0; i < first.length; i++) {
            if (i % (WAVE / 2) < SLOW) {
                first[i] = 0;
            }
        }
        float[] firstBias = weights.normal("time_embedding.0.bias", 1, width);
        LeastSquares fit = new LeastSquares(width + 1, 3);
        for (int timestep = 0; timestep <= 1000; timestep++) {
            fit.add(hidden(first, firstBias, timestep, width), targets(timestep / 1000.0));
        }
        double[][] fitted = fit.solve(1e-9);
        float[] second = weights.zeros("time_embedding.2.weight", width, width);
        float[] secondBias = weights.zeros("time_embedding.2.bias", width);
        for (int place = 0; place < width; place++) {
            int target = target(place);
            for (int i = 0; target >= 0 && i < width; i++) {
                second[place * width + i] = (float) fitted[target][i];
            }
            secondBias[place] = target >= 0 ? (float) fitted[target][width] : 0;
        }
    }

    /// Which target a place of the stream follows: values of means, values of details, sums of means, or none.
    private static int target(int place) {
        int channel = place % NanoTransformer.VALUES / 4;
        if (place < NanoTransformer.SUMS) {
            return isMean(channel) ? 0 : 1;
        }
        return isMean(channel) ? 2 : -1;
    }

    /// SiLU of the first layer at a timestep, and 1 for the bias.
    private static double[] hidden(float[] weight, float[] bias, double timestep, int width) {
        double[] wave = new double[WAVE];
        for (int k = 0; k < WAVE / 2; k++) {
            double angle = timestep * StrictMath.pow(10_000, -k / (WAVE / 2.0));
            wave[k] = StrictMath.cos(angle);
            wave[WAVE / 2 + k] = StrictMath.sin(angle);
        }
        double[] hidden = new double[width + 1];
        for (int i = 0; i < width; i++) {
            double sum = bias[i];
            for (int k = 0; k < WAVE; k++) {
                sum += weight[i * WAVE + k] * wave[k];
            }
            hidden[i] = sum / (1 + StrictMath.exp(-sum));
        }
        hidden[width] = 1;
        return hidden;
    }

    /// `e` for values of means, values of details and sums of means. The head's norm has divided by `r / sqrt(2)`,
    /// where r is the size of a value at that level, and the average was taken after another such division.
    private static double[] targets(double level) {
        double t = Math.max(level, LEAST_LEVEL);
        double clean = (3 * MEAN_VARIANCE + 13 * DETAIL_VARIANCE) / 16;
        double size = Math.sqrt(((1 - t) * (1 - t) * clean + t * t) / 2);
        double detail = picture(t, DETAIL_VARIANCE, 1);
        double mean = picture(t, MEAN_VARIANCE, NEIGHBOURS);
        return new double[] {size / t - 1, size * (1 - detail) / t - 1, size * size * mean / t - 1};
    }

    private static double picture(double t, double variance, double samples) {
        return (1 - t) * variance / ((1 - t) * (1 - t) * variance + t * t / samples);
    }
}
