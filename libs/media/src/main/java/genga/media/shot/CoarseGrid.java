package genga.media.shot;

import genga.media.FrameSize;
import genga.media.RgbFrame;

/// Mean red, green and blue of the cells of a coarse grid over a picture: grain is gone, a drift of colour remains.
/// When
/// one picture dissolves into another, each of these goes from one value to the other in a straight line.
record CoarseGrid(float[] cells) {
    private static final int COLUMNS = 64;
    private static final int ROWS = 36;

    static CoarseGrid of(RgbFrame picture) {
        FrameSize size = picture.size();
        int[] column = new int[size.width()];
        for (int x = 0; x < column.length; x++) {
            column[x] = x * COLUMNS / size.width();
        }
        int[] sums = new int[COLUMNS * ROWS * 3];
        int[] counts = new int[COLUMNS * ROWS];
        byte[] rgb = picture.rgb();
        for (int y = 0, at = 0; y < size.height(); y++) {
            int row = y * ROWS / size.height() * COLUMNS;
            for (int x = 0; x < column.length; x++, at += 3) {
                int cell = row + column[x];
                sums[cell * 3] += rgb[at] & 0xff;
                sums[cell * 3 + 1] += rgb[at + 1] & 0xff;
                sums[cell * 3 + 2] += rgb[at + 2] & 0xff;
                counts[cell]++;
            }
        }
        float[] cells = new float[sums.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = counts[i / 3] == 0 ? 0 : (float) sums[i] / counts[i / 3];
        }
        return new CoarseGrid(cells);
    }

    /// `sum |this - (a + b) / 2| / sum |a - b|`: how far this picture lies from the middle between two others.
    float offCentre(CoarseGrid a, CoarseGrid b) {
        float off = 0;
        float apart = 0;
        for (int cell = 0; cell < cells.length; cell++) {
            off += Math.abs(cells[cell] - (a.cells[cell] + b.cells[cell]) / 2);
            apart += Math.abs(a.cells[cell] - b.cells[cell]);
        }
        return apart == 0 ? 0 : off / apart;
    }

    /// Mean absolute difference.
    float change(CoarseGrid other) {
        float sum = 0;
        for (int cell = 0; cell < cells.length; cell++) {
            sum += Math.abs(cells[cell] - other.cells[cell]);
        }
        return sum / cells.length;
    }
}
