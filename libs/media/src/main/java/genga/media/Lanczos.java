package genga.media;

/// Scales through a Lanczos window of three lobes, columns first, 8 bits between the passes, in the fixed-point
/// arithmetic of Pillow, so that grown pictures equal those that the reference trains on.
///
/// `L(x) = sinc(x) sinc(x / 3)` for `|x| < 3`; when shrinking the window is stretched by the factor (antialiasing).
final class Lanczos {
    private static final double LOBES = 3;
    /// Pillow keeps weights with 32 - 8 - 2 fractional bits.
    private static final int PRECISION = 22;

    private Lanczos() {}

    static RgbFrame resize(RgbFrame picture, FrameSize size) {
        FrameSize between = new FrameSize(size.width(), picture.size().height());
        return rows(columns(picture, between), size);
    }

    private static RgbFrame columns(RgbFrame picture, FrameSize size) {
        Taps taps = Taps.windowed(picture.size().width(), size.width());
        byte[] to = new byte[size.pixels() * 3];
        for (int y = 0; y < size.height(); y++) {
            int line = y * picture.size().width() * 3;
            for (int x = 0; x < size.width(); x++) {
                int at = line + taps.firsts()[x] * 3;
                weigh(picture.rgb(), at, 3, taps.weights()[x], to, (y * size.width() + x) * 3);
            }
        }
        return new RgbFrame(size, to);
    }

    private static RgbFrame rows(RgbFrame picture, FrameSize size) {
        Taps taps = Taps.windowed(picture.size().height(), size.height());
        int stride = size.width() * 3;
        byte[] to = new byte[size.pixels() * 3];
        for (int y = 0; y < size.height(); y++) {
            int line = taps.firsts()[y] * stride;
            for (int x = 0; x < size.width(); x++) {
                weigh(picture.rgb(), line + x * 3, stride, taps.weights()[y], to, y * stride + x * 3);
            }
        }
        return new RgbFrame(size, to);
    }

    private static void weigh(byte[] from, int start, int step, int[] weights, byte[] to, int at) {
        for (int channel = 0; channel < 3; channel++) {
            long sum = 1L << (PRECISION - 1);
            int read = start + channel;
            for (int weight : weights) {
                sum += (long) (from[read] & 0xff) * weight;
                read += step;
            }
            to[at + channel] = (byte) Math.clamp(sum >> PRECISION, 0, 255);
        }
    }

    private record Taps(int[] firsts, int[][] weights) {
        static Taps windowed(int from, int to) {
            double scale = (double) from / to;
            double stretch = Math.max(1, scale);
            double reach = LOBES * stretch;
            int[] firsts = new int[to];
            int[][] weights = new int[to][];
            for (int i = 0; i < to; i++) {
                double centre = (i + 0.5) * scale;
                int first = Math.max(0, (int) (centre - reach + 0.5));
                int last = Math.min(from, (int) (centre + reach + 0.5));
                firsts[i] = first;
                weights[i] = fixed(window(first, last, centre, stretch));
            }
            return new Taps(firsts, weights);
        }

        private static double[] window(int first, int last, double centre, double stretch) {
            double[] weights = new double[last - first];
            double sum = 0;
            for (int tap = 0; tap < weights.length; tap++) {
                weights[tap] = lanczos((tap + first - centre + 0.5) / stretch);
                sum += weights[tap];
            }
            for (int tap = 0; tap < weights.length; tap++) {
                weights[tap] /= sum;
            }
            return weights;
        }

        private static int[] fixed(double[] weights) {
            int[] fixed = new int[weights.length];
            for (int tap = 0; tap < fixed.length; tap++) {
                double scaled = weights[tap] * (1 << PRECISION);
                fixed[tap] = (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
            }
            return fixed;
        }

        private static double lanczos(double x) {
            return Math.abs(x) < LOBES ? sinc(x) * sinc(x / LOBES) : 0;
        }

        private static double sinc(double x) {
            return x == 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI);
        }
    }
}
