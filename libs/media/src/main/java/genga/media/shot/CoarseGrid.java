package genga.media.shot;

import genga.media.FrameSize;

/// Mean value of the cells of a coarse grid over a picture: grain is gone, a drift of brightness remains.
record CoarseGrid(float[] cells) {
    private static final int COLUMNS = 64;
    private static final int ROWS = 36;

    static CoarseGrid of(byte[] plane, FrameSize size) {
        int[] sum = new int[COLUMNS * ROWS];
        int[] count = new int[COLUMNS * ROWS];
        for (int y = 0, i = 0; y < size.height(); y++) {
            int row = y * ROWS / size.height() * COLUMNS;
            for (int x = 0; x < size.width(); x++, i++) {
                int cell = row + x * COLUMNS / size.width();
                sum[cell] += plane[i] & 0xff;
                count[cell]++;
            }
        }
        float[] cells = new float[sum.length];
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] = count[cell] == 0 ? 0 : (float) sum[cell] / count[cell];
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
