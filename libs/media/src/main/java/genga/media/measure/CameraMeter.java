package genga.media.measure;

import genga.contracts.vocabulary.CameraMotion;
import genga.contracts.vocabulary.FrameRate;
import genga.media.RgbFrame;
import java.util.Optional;

/// Estimates camera motion while a clip's frames pass by.
///
/// Between neighbours it fits `u = a + s x`, `v = b + s y` to the brightness constancy equation
/// `I_x u + I_y v + I_t = 0` by least squares, with weights `1 / (1 + (r / c)^2)` that let small moving things go
/// (Lucas and Kanade, 1981, with one motion for the whole picture).
public final class CameraMeter {
    private static final int COLUMNS = 96;
    private static final int REACH = 2;
    private static final int ROUNDS = 6;
    /// Planes are smoothed, so that every other pixel tells it all.
    private static final int STRIDE = 2;
    /// A step of so few pixels ends the search.
    private static final double SETTLED = 0.002;
    /// Residual, in luma, that halves a pixel's say.
    private static final double TOLERANCE = 6;

    private final FrameRate rate;
    private Optional<float[]> before = Optional.empty();
    private int width;
    private int height;
    private final CameraPath path = new CameraPath();

    public CameraMeter(FrameRate rate) {
        this.rate = rate;
    }

    public void add(RgbFrame picture) {
        RgbFrame small = Luma.small(picture, COLUMNS);
        width = small.size().width();
        height = small.size().height();
        float[] now = smooth(small.luma());
        before.ifPresent(last -> addPair(last, now));
        before = Optional.of(now);
    }

    private void addPair(float[] last, float[] now) {
        double[] motion = new double[3];
        for (int round = 0; round < ROUNDS; round++) {
            GlobalFlow flow = new GlobalFlow();
            visit(last, now, motion, flow);
            if (flow.improve(motion) < SETTLED) {
                break;
            }
        }
        GlobalFlow still = new GlobalFlow();
        visit(last, now, new double[3], still);
        GlobalFlow moved = new GlobalFlow();
        visit(last, now, motion, moved);
        path.add(motion, still.residual, moved.residual);
    }

    /// Compares each pixel of `last` with where `motion` takes it in `now`.
    private void visit(float[] last, float[] now, double[] motion, GlobalFlow flow) {
        int margin = Math.max(2, width / 12);
        for (int y = margin; y < height - margin; y += STRIDE) {
            for (int x = margin; x < width - margin; x += STRIDE) {
                double fromCentreX = x - width / 2.0;
                double fromCentreY = y - height / 2.0;
                double atX = x + motion[0] + motion[2] * fromCentreX;
                double atY = y + motion[1] + motion[2] * fromCentreY;
                if (atX >= 1 && atY >= 1 && atX < width - 2 && atY < height - 2) {
                    double slopeX = (sample(now, atX + 1, atY) - sample(now, atX - 1, atY)) / 2;
                    double slopeY = (sample(now, atX, atY + 1) - sample(now, atX, atY - 1)) / 2;
                    double residual = sample(now, atX, atY) - last[y * width + x];
                    flow.add(slopeX, slopeY, slopeX * fromCentreX + slopeY * fromCentreY, residual);
                }
            }
        }
    }

    private double sample(float[] plane, double x, double y) {
        int column = Math.clamp((int) x, 0, width - 2);
        int row = Math.clamp((int) y, 0, height - 2);
        double right = x - column;
        double down = y - row;
        int at = row * width + column;
        double upper = plane[at] * (1 - right) + plane[at + 1] * right;
        double lower = plane[at + width] * (1 - right) + plane[at + width + 1] * right;
        return upper * (1 - down) + lower * down;
    }

    /// Two passes of a 5 x 5 box, so that a shift of a few pixels still lies on the slope it left.
    private float[] smooth(byte[] luma) {
        float[] plane = new float[luma.length];
        for (int i = 0; i < luma.length; i++) {
            plane[i] = luma[i] & 0xff;
        }
        return box(box(plane));
    }

    private float[] box(float[] plane) {
        float[] rows = new float[plane.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float sum = 0;
                for (int near = -REACH; near <= REACH; near++) {
                    sum += plane[y * width + Math.clamp(x + near, 0, width - 1)];
                }
                rows[y * width + x] = sum;
            }
        }
        float[] mean = new float[plane.length];
        for (int y = 0; y < height; y++) {
            for (int near = -REACH; near <= REACH; near++) {
                int from = Math.clamp(y + near, 0, height - 1) * width;
                for (int x = 0; x < width; x++) {
                    mean[y * width + x] += rows[from + x] / ((2 * REACH + 1) * (2 * REACH + 1));
                }
            }
        }
        return mean;
    }

    /// The motion over all frames so far.
    public CameraMotion motion() {
        return path.motion(rate, width, height);
    }

    /// Sums of the normal equations of one fit.
    private static final class GlobalFlow {
        private final double[][] sums = new double[3][4];
        private double weight;
        private double residual;

        void add(double x, double y, double zoom, double error) {
            double trust = 1 / (1 + error / TOLERANCE * (error / TOLERANCE));
            double[] slope = {x, y, zoom, -error};
            for (int row = 0; row < 3; row++) {
                for (int column = 0; column < 4; column++) {
                    sums[row][column] += trust * slope[row] * slope[column];
                }
            }
            double before = weight;
            weight += 1;
            residual = (residual * before + Math.abs(error)) / weight;
        }

        /// Adds the least-squares step to `motion` (Gauss elimination, slightly damped). Returns how far that went, in
        /// pixels.
        double improve(double[] motion) {
            for (int i = 0; i < 3; i++) {
                sums[i][i] += 1e-3 * sums[i][i] + 1e-6;
            }
            for (int pivot = 0; pivot < 3; pivot++) {
                for (int row = pivot + 1; row < 3; row++) {
                    double factor = sums[row][pivot] / sums[pivot][pivot];
                    for (int column = pivot; column < 4; column++) {
                        sums[row][column] -= factor * sums[pivot][column];
                    }
                }
            }
            double[] step = new double[3];
            for (int row = 2; row >= 0; row--) {
                double sum = sums[row][3];
                for (int column = row + 1; column < 3; column++) {
                    sum -= sums[row][column] * step[column];
                }
                step[row] = sum / sums[row][row];
            }
            for (int i = 0; i < 3; i++) {
                motion[i] += step[i];
            }
            return Math.abs(step[0]) + Math.abs(step[1]) + Math.abs(step[2]) * COLUMNS;
        }
    }
}
