package genga.onnx;

import genga.media.FrameSize;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/// Lines of text in a map of probabilities: connected runs of likely pixels, each grown from the core that the detector
/// is trained to find back to the box around the letters (`distance = area * 1.5 / perimeter`, PP-OCR's unclipping).
final class TextLines {
    private static final float LIKELY = 0.3f;
    private static final double SURE = 0.6;
    private static final double UNCLIP = 1.5;
    /// Cores smaller than this on a side are noise.
    private static final int LEAST_SIDE = 3;

    private final float[] map;
    private final FrameSize size;
    private final BitSet seen = new BitSet();

    private TextLines(float[] map, FrameSize size) {
        this.map = map;
        this.size = size;
    }

    /// Pixels under text.
    static int area(float[] map, FrameSize size) {
        TextLines lines = new TextLines(map, size);
        BitSet covered = new BitSet();
        for (int pixel = 0; pixel < map.length; pixel++) {
            if (map[pixel] > LIKELY && !lines.seen.get(pixel)) {
                lines.cover(pixel, covered);
            }
        }
        return covered.cardinality();
    }

    /// Follows one core and marks the box it stands for.
    private void cover(int start, BitSet covered) {
        int left = size.width();
        int right = 0;
        int top = size.height();
        int bottom = 0;
        int count = 0;
        double sum = 0;
        Deque<Integer> open = new ArrayDeque<>();
        seen.set(start);
        open.push(start);
        while (!open.isEmpty()) {
            int pixel = open.pop();
            int x = pixel % size.width();
            int y = pixel / size.width();
            left = Math.min(left, x);
            right = Math.max(right, x + 1);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y + 1);
            sum += map[pixel];
            count++;
            visit(x > 0, pixel - 1, open);
            visit(x + 1 < size.width(), pixel + 1, open);
            visit(y > 0, pixel - size.width(), open);
            visit(y + 1 < size.height(), pixel + size.width(), open);
        }
        if (sum / count >= SURE && right - left >= LEAST_SIDE && bottom - top >= LEAST_SIDE) {
            mark(left, right, top, bottom, covered);
        }
    }

    private void visit(boolean inside, int pixel, Deque<Integer> open) {
        if (inside && map[pixel] > LIKELY && !seen.get(pixel)) {
            seen.set(pixel);
            open.push(pixel);
        }
    }

    private void mark(int left, int right, int top, int bottom, BitSet covered) {
        int width = right - left;
        int height = bottom - top;
        int grown = (int) Math.round(width * height * UNCLIP / (2.0 * (width + height)));
        for (int y = Math.max(0, top - grown); y < Math.min(size.height(), bottom + grown); y++) {
            int row = y * size.width();
            covered.set(row + Math.max(0, left - grown), row + Math.min(size.width(), right + grown));
        }
    }
}
