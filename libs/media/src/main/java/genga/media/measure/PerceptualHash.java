package genga.media.measure;

import genga.media.FrameSize;
import genga.media.Resampling;
import genga.media.RgbFrame;
import java.util.Arrays;

/// 64 bits that stay alike when a picture is scaled or compressed anew: luma on a 16 x 16 raster, its cosine
/// transform, the lowest 8 x 8 frequencies, each bit telling whether one is above their median (PySceneDetect's
/// HashDetector, size 8, lowpass 2).
public record PerceptualHash(long bits) {
    private static final int KEPT = 8;
    private static final int RASTER = 16;
    private static final double[][] COSINES = cosines();

    public static PerceptualHash of(RgbFrame picture) {
        FrameSize raster = new FrameSize(RASTER, RASTER);
        byte[] luma = Resampling.area(picture, raster).luma();
        double brightest = 1;
        for (byte pixel : luma) {
            brightest = Math.max(brightest, pixel & 0xff);
        }
        double[] low = lowFrequencies(luma, brightest);
        double[] sorted = low.clone();
        Arrays.sort(sorted);
        double median = (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
        long bits = 0;
        for (double coefficient : low) {
            bits = bits << 1 | (coefficient > median ? 1 : 0);
        }
        return new PerceptualHash(bits);
    }

    /// `X(u, v) = c(u) c(v) sum x(i, j) cos((2 i + 1) u pi / 32) cos((2 j + 1) v pi / 32)` for u, v under 8.
    private static double[] lowFrequencies(byte[] luma, double brightest) {
        double[] low = new double[KEPT * KEPT];
        for (int v = 0; v < KEPT; v++) {
            for (int u = 0; u < KEPT; u++) {
                double sum = 0;
                for (int i = 0; i < luma.length; i++) {
                    sum += (luma[i] & 0xff) / brightest * COSINES[u][i % RASTER] * COSINES[v][i / RASTER];
                }
                low[v * KEPT + u] = sum;
            }
        }
        return low;
    }

    private static double[][] cosines() {
        double[][] cosines = new double[KEPT][RASTER];
        for (int u = 0; u < KEPT; u++) {
            double scale = Math.sqrt((u == 0 ? 1.0 : 2.0) / RASTER);
            for (int i = 0; i < RASTER; i++) {
                cosines[u][i] = scale * Math.cos((2 * i + 1) * u * Math.PI / (2 * RASTER));
            }
        }
        return cosines;
    }

    /// Bits that differ, 0 to 64.
    public int distance(PerceptualHash other) {
        return Long.bitCount(bits ^ other.bits);
    }

    /// Sixteen hexadecimal digits.
    @Override
    public String toString() {
        return "%016x".formatted(bits);
    }

    /// Reads [#toString] back.
    public static PerceptualHash parse(String hexadecimal) {
        return new PerceptualHash(Long.parseUnsignedLong(hexadecimal, 16));
    }
}
