package genga.clips;

import genga.contracts.vocabulary.FrameRate;
import genga.media.ClipEncoder;
import genga.media.FrameSize;
import genga.media.RgbFrame;
import genga.media.Stills;
import genga.wan.dataset.Resolution;
import java.nio.file.Path;
import java.util.Map;

/// A clip as it is rendered: pictures go into an MP4 at Wan's 16 frames a second, and the one in the middle becomes the
/// poster.
public final class ClipFile implements AutoCloseable {

    private static final FrameRate RATE = FrameRate.of(16);

    private final FrameSize size;
    private final int middle;
    private final ClipEncoder encoder;
    private int frames;
    private byte[] poster = {};

    /// @param expected frames that will come
    public ClipFile(Path file, Resolution resolution, int expected, Map<String, String> metadata) {
        this.size = new FrameSize(resolution.width(), resolution.height());
        this.middle = expected / 2;
        this.encoder =
                ClipEncoder.open(file, new ClipEncoder.Settings(size, RATE, ClipEncoder.Settings.FINE, metadata));
    }

    public void add(genga.wan.vae.RgbFrame picture) {
        RgbFrame frame = new RgbFrame(size, picture.rgb());
        if (frames++ == middle) {
            poster = Stills.jpeg(frame);
        }
        encoder.add(frame);
    }

    /// Makes the file whole.
    public void finish() {
        encoder.finish();
    }

    /// The picture in the middle, as JPEG.
    public byte[] poster() {
        return poster.clone();
    }

    @Override
    public void close() {
        encoder.close();
    }
}
