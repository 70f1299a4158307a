package genga.media.measure;

import genga.media.FrameSize;
import genga.media.Resampling;
import genga.media.RgbFrame;

/// A picture's luma on a small raster, so that measures of films of any size compare.
///
/// @param size of the raster
/// @param values one byte per pixel, 0 to 255
record Luma(FrameSize size, byte[] values) {
    /// The picture, `width` columns wide or as it is when it is narrower.
    static RgbFrame small(RgbFrame picture, int width) {
        FrameSize from = picture.size();
        int columns = Math.min(width, from.width());
        int rows = Math.max(1, (int) Math.round((double) columns / from.aspect()));
        return Resampling.area(picture, new FrameSize(columns, Math.min(rows, from.height())));
    }

    static Luma of(RgbFrame picture) {
        return new Luma(picture.size(), picture.luma());
    }

    int at(int x, int y) {
        return values[y * size.width() + x] & 0xff;
    }

    /// Mean absolute difference, 0 to 255.
    double difference(Luma other) {
        long sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += Math.abs((values[i] & 0xff) - (other.values[i] & 0xff));
        }
        return (double) sum / values.length;
    }

    double mean() {
        long sum = 0;
        for (byte value : values) {
            sum += value & 0xff;
        }
        return (double) sum / values.length;
    }

    /// Variance of the Laplacian `4 c - up - down - left - right`: high where there are edges.
    double sharpness() {
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int y = 1; y < size.height() - 1; y++) {
            for (int x = 1; x < size.width() - 1; x++) {
                double laplacian = 4.0 * at(x, y) - at(x, y - 1) - at(x, y + 1) - at(x - 1, y) - at(x + 1, y);
                sum += laplacian;
                squares += laplacian * laplacian;
                count++;
            }
        }
        return count == 0 ? 0 : squares / count - sum / count * (sum / count);
    }
}
