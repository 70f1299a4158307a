package genga.media;

import java.util.Arrays;

/// Shrinks by area: every new pixel is the mean of the old pixels it covers, those at its border by the share covered
/// (what OpenCV calls INTER_AREA). Rounds to nearest, halves to even.
final class AreaMean {
    private AreaMean() {}

    static RgbFrame resize(RgbFrame picture, FrameSize size) {
        int fromWidth = picture.size().width();
        int fromHeight = picture.size().height();
        Taps columns = Taps.covering(fromWidth, size.width());
        Taps rows = Taps.covering(fromHeight, size.height());
        float[] sum = new float[size.width() * 3];
        float[] row = new float[size.width() * 3];
        byte[] to = new byte[size.pixels() * 3];
        int shrunk = -1;
        for (int y = 0; y < size.height(); y++) {
            Arrays.fill(sum, 0);
            for (int tap = 0; tap < rows.count(y); tap++) {
                int from = rows.first(y) + tap;
                if (from != shrunk) {
                    shrinkRow(picture.rgb(), from * fromWidth * 3, columns, row);
                    shrunk = from;
                }
                addRow(sum, row, rows.weight(y, tap));
            }
            store(sum, to, y * size.width() * 3);
        }
        return new RgbFrame(size, to);
    }

    private static void shrinkRow(byte[] rgb, int start, Taps columns, float[] row) {
        for (int x = 0, out = 0; out < row.length; x++, out += 3) {
            float red = 0;
            float green = 0;
            float blue = 0;
            int at = start + columns.first(x) * 3;
            for (int tap = 0; tap < columns.count(x); tap++, at += 3) {
                float weight = columns.weight(x, tap);
                red += (rgb[at] & 0xff) * weight;
                green += (rgb[at + 1] & 0xff) * weight;
                blue += (rgb[at + 2] & 0xff) * weight;
            }
            row[out] = red;
            row[out + 1] = green;
            row[out + 2] = blue;
        }
    }

    private static void addRow(float[] sum, float[] row, float weight) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += row[i] * weight;
        }
    }

    private static void store(float[] sum, byte[] to, int start) {
        for (int i = 0; i < sum.length; i++) {
            to[start + i] = (byte) Math.clamp((int) Math.rint(sum[i]), 0, 255);
        }
    }

    /// Which old samples make a new one, and by how much.
    private record Taps(int[] firsts, float[][] weights) {
        static Taps covering(int from, int to) {
            double scale = (double) from / to;
            int[] firsts = new int[to];
            float[][] weights = new float[to][];
            for (int i = 0; i < to; i++) {
                double start = i * scale;
                double end = Math.min(from, start + scale);
                // a sliver under a thousandth of a pixel is rounding, not cover
                int first = (int) Math.floor(start + 1e-3);
                int last = Math.max(first + 1, (int) Math.ceil(end - 1e-3));
                firsts[i] = first;
                weights[i] = new float[last - first];
                for (int tap = first; tap < last; tap++) {
                    double covered = Math.min(end, tap + 1) - Math.max(start, tap);
                    weights[i][tap - first] = (float) (covered / (end - start));
                }
            }
            return new Taps(firsts, weights);
        }

        int first(int i) {
            return firsts[i];
        }

        int count(int i) {
            return weights[i].length;
        }

        float weight(int i, int tap) {
            return weights[i][tap];
        }
    }
}
