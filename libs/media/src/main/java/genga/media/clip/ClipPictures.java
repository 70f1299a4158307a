package genga.media.clip;

import genga.media.FrameShaper;
import genga.media.FrameShaper.Colour;
import genga.media.FrameShaper.Form;
import genga.media.FrameSize;
import genga.media.RgbFrame;
import genga.media.Stills;
import genga.media.VideoFrame;
import java.util.ArrayList;
import java.util.List;

/// Collects a clip's poster (its middle frame) and strip (eight frames spread evenly) as its frames pass by.
final class ClipPictures implements AutoCloseable {
    static final int POSTER_WIDTH = 640;
    private static final int STRIP_WIDTH = 160;
    private static final int STRIP_FRAMES = 8;

    private final int frames;
    private final FrameShaper large;
    private final FrameShaper small;
    private final List<RgbFrame> strip = new ArrayList<>();
    private byte[] poster = {};
    private int seen;

    /// @param frames that will pass by
    /// @param form of the whole picture
    ClipPictures(int frames, Form form) {
        this.frames = frames;
        this.large = new FrameShaper(form.to(narrowed(form.size(), POSTER_WIDTH), Colour.RGB));
        this.small = new FrameShaper(form.to(narrowed(form.size(), STRIP_WIDTH), Colour.RGB));
    }

    void add(VideoFrame frame) {
        if (seen == frames / 2) {
            poster = Stills.jpeg(large.picture(frame));
        }
        while (strip.size() < STRIP_FRAMES && seen >= strip.size() * (frames - 1) / (STRIP_FRAMES - 1)) {
            strip.add(small.picture(frame));
        }
        seen++;
    }

    /// The size of the same shape that is at most this wide.
    static FrameSize narrowed(FrameSize size, int width) {
        return size.width() <= width
                ? size
                : new FrameSize(width, Math.max(1, (int) Math.round(width / size.aspect())));
    }

    byte[] poster() {
        return poster;
    }

    byte[] strip() {
        return Stills.jpeg(Stills.strip(strip));
    }

    @Override
    public void close() {
        large.close();
        small.close();
    }
}
