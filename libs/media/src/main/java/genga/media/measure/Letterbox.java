package genga.media.measure;

import genga.media.FrameSize;

/// Finds black bars: rows and columns at the edges that never get brighter than 23 in the whole clip.
///
/// Bars come in pairs of one width, so a pair counts as twice its narrower side: a dark sky is no bar.
final class Letterbox {
    private static final int BLACK = 24;

    private final FrameSize size;
    private final byte[] rows;
    private final byte[] columns;

    Letterbox(FrameSize size) {
        this.size = size;
        this.rows = new byte[size.height()];
        this.columns = new byte[size.width()];
    }

    /// @param luma of a whole picture, one byte per pixel
    void add(byte[] luma) {
        for (int y = 0, i = 0; y < rows.length; y++) {
            for (int x = 0; x < columns.length; x++, i++) {
                if ((luma[i] & 0xff) >= BLACK) {
                    rows[y] = 1;
                    columns[x] = 1;
                }
            }
        }
    }

    /// Share of the picture under bars, 0 to 1.
    double share() {
        double high = 1 - (double) pair(rows) / size.height();
        double wide = 1 - (double) pair(columns) / size.width();
        return 1 - high * wide;
    }

    private static int pair(byte[] lit) {
        int first = 0;
        while (first < lit.length && lit[first] == 0) {
            first++;
        }
        if (first == lit.length) {
            return lit.length;
        }
        int last = 0;
        while (lit[lit.length - 1 - last] == 0) {
            last++;
        }
        return 2 * Math.min(first, last);
    }
}
