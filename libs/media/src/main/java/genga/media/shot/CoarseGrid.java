package genga.media.shot;

import genga.media.FrameSize;

/// Mean value of the cells of a coarse grid over a picture: grain is gone, a drift of brightness remains.
record CoarseGrid(float[] cells) {
    private static final int COLUMNS = 32;
    private static final int ROWS = 18;

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

    float change(CoarseGrid other) {
        float sum = 0;
        for (int cell = 0; cell < cells.length; cell++) {
            sum += Math.abs(cells[cell] - other.cells[cell]);
        }
        return sum / cells.length;
    }
}
