package genga.media.clip;

import genga.media.FrameSize;
import genga.media.Resampling;
import genga.media.RgbFrame;
import genga.media.Stills;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Collects a clip's poster (its middle frame) and strip (eight frames spread evenly) as its frames pass by.
final class ClipPictures {
    static final int POSTER_WIDTH = 640;
    static final int STRIP_WIDTH = 160;
    private static final int STRIP_FRAMES = 8;

    private final int frames;
    private final List<RgbFrame> strip = new ArrayList<>();
    private Optional<RgbFrame> poster = Optional.empty();
    private int seen;

    /// @param frames that will pass by
    ClipPictures(int frames) {
        this.frames = frames;
    }

    void add(RgbFrame picture) {
        if (seen == frames / 2) {
            poster = Optional.of(narrowed(picture, POSTER_WIDTH));
        }
        while (strip.size() < STRIP_FRAMES && seen >= strip.size() * (frames - 1) / (STRIP_FRAMES - 1)) {
            strip.add(narrowed(picture, STRIP_WIDTH));
        }
        seen++;
    }

    static RgbFrame narrowed(RgbFrame picture, int width) {
        FrameSize from = picture.size();
        if (from.width() <= width) {
            return picture;
        }
        int height = Math.max(1, (int) Math.round(width / from.aspect()));
        return Resampling.area(picture, new FrameSize(width, height));
    }

    byte[] poster() {
        return Stills.jpeg(poster.orElseThrow());
    }

    byte[] strip() {
        return Stills.jpeg(Stills.strip(strip));
    }
}
