package genga.media;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PLANAR;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import genga.curation.shot.Bars;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;

/// Measures how far black reaches in from the edges of a decoded frame: rows and columns that are nowhere brighter than
/// 23 of 255. Looks at brightness alone and stops at the first bright row, so it costs next to nothing.
final class BlackEdges {
    private static final int BLACK = 24;
    /// Every so many rows one is searched for where the picture begins.
    private static final int STEP = 4;

    private final MemorySegment plane;
    private final int width;
    private final int height;
    private final long stride;
    private final int bytes;
    private final int threshold;

    private BlackEdges(AVFrame frame, int depth) {
        this.width = frame.width();
        this.height = frame.height();
        this.stride = frame.linesize(0);
        this.bytes = depth > 8 ? 2 : 1;
        int black = frame.color_range() == AVCOL_RANGE_JPEG ? BLACK : 16 + BLACK * 219 / 255;
        this.threshold = black << depth - 8;
        this.plane = MemorySegment.ofAddress(frame.data(0).address()).reinterpret(stride * height);
    }

    /// None for pixel formats whose first plane is not brightness.
    static Bars of(AVFrame frame) {
        AVPixFmtDescriptor format = av_pix_fmt_desc_get(frame.format());
        long flags = format.flags();
        boolean brightness = (flags & AV_PIX_FMT_FLAG_PLANAR) != 0
                && (flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_BE)) == 0
                && format.comp(0).shift() == 0
                && frame.linesize(0) > 0;
        return brightness ? new BlackEdges(frame, format.comp(0).depth()).bars() : Bars.NONE;
    }

    private Bars bars() {
        int top = 0;
        while (top < height && !lit(top)) {
            top++;
        }
        if (top == height) {
            return new Bars(height, height, width, width);
        }
        int bottom = 0;
        while (!lit(height - 1 - bottom)) {
            bottom++;
        }
        int left = width;
        int right = width;
        for (int y = top; y < height - bottom; y += STEP) {
            left = darkFrom(y, 0, 1, left);
            right = darkFrom(y, width - 1, -1, right);
        }
        return new Bars(top, bottom, left, right);
    }

    private boolean lit(int y) {
        return darkFrom(y, 0, 1, width) < width;
    }

    /// How many pixels from `x` on are black, at most `most`.
    private int darkFrom(int y, int x, int direction, int most) {
        long row = y * stride;
        int dark = 0;
        if (bytes == 1) {
            while (dark < most
                    && (plane.get(ValueLayout.JAVA_BYTE, row + x + (long) direction * dark) & 0xff) < threshold) {
                dark++;
            }
        } else {
            while (dark < most && sample(row + 2L * (x + (long) direction * dark)) < threshold) {
                dark++;
            }
        }
        return dark;
    }

    private int sample(long at) {
        return plane.get(ValueLayout.JAVA_SHORT_UNALIGNED, at) & 0xffff;
    }
}
