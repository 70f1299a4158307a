package genga.media.clip;

import genga.contracts.vocabulary.ClipMeasures;
import genga.contracts.vocabulary.FrameRate;
import genga.media.ClipEncoder;
import genga.media.Coding;
import genga.media.FrameLine;
import genga.media.FrameShaper;
import genga.media.FrameShaper.Colour;
import genga.media.FrameShaper.Form;
import genga.media.FrameSize;
import genga.media.PictureFile;
import genga.media.Stills;
import genga.media.VideoFrame;
import genga.media.VideoReader;
import genga.media.measure.ClipMeter;
import java.nio.file.Path;
import java.util.Map;

/// Makes the files of one clip. The caller's thread decodes and shapes, one thread encodes the master, another looks at
/// the pictures.
final class Press implements AutoCloseable {
    private final Order order;
    private final FrameShaper shaper;
    private final ClipEncoder encoder;
    private final ClipLook look;
    private final FrameLine<VideoFrame> encoding;
    private final FrameLine<Seen> looking;
    private final Sharp sharp = new Sharp();

    /// @param form of the film's frames as the master has them
    /// @param frames that will come
    /// @param metadata kept in the master
    record Order(Form form, Coding coding, int frames, Map<String, String> metadata, Path folder) {
        Path master() {
            return folder.resolve("master." + coding.extension());
        }

        Path preview() {
            return folder.resolve("preview.mp4");
        }

        Path still() {
            return folder.resolve("still.png");
        }
    }

    /// @param decoded as the film has it
    /// @param shaped as the master has it
    /// @param number of the film's frame
    private record Seen(VideoFrame decoded, VideoFrame shaped, int number) {
        void close() {
            decoded.close();
            shaped.close();
        }
    }

    Press(Order order) {
        this.order = order;
        FrameSize size = order.form().size();
        this.shaper = new FrameShaper(order.form());
        this.encoder = ClipEncoder.open(
                order.master(), new ClipEncoder.Settings(size, FrameRate.WAN, order.coding(), order.metadata()));
        this.look = new ClipLook(Form.sized(size, Colour.VIDEO), order.frames(), FrameRate.WAN, order.preview());
        this.encoding = new FrameLine<>("master encoder", this::encode, VideoFrame::close);
        this.looking = new FrameLine<>("clip look", this::look, Seen::close);
    }

    /// @param number of the film's frame
    void add(VideoFrame decoded, int number) {
        VideoFrame shaped = shaper.shaped(decoded);
        encoding.add(shaped.keep());
        looking.add(new Seen(decoded.keep(), shaped.keep(), number));
    }

    private void encode(VideoFrame frame) {
        try (frame) {
            encoder.add(frame);
        }
    }

    private void look(Seen seen) {
        double sharpness = look.add(seen.shaped());
        sharp.offer(seen, sharpness);
    }

    /// Completes the files.
    ///
    /// @param transition largest content score inside the shot
    ShotCutter.Cut finish(double transition) {
        looking.finish();
        look.finish();
        ShotCutter.Sharpest still = still();
        encoding.finish();
        encoder.finish();
        return new ShotCutter.Cut(
                VideoReader.countFrames(order.master()),
                order.form().size(),
                order.master(),
                order.preview(),
                look.poster(),
                look.strip(),
                look.measures(transition),
                still);
    }

    private ShotCutter.Sharpest still() {
        VideoFrame decoded = sharp.best.decoded();
        FrameSize stored = order.form()
                .crop()
                .map(part -> new FrameSize(part.width(), part.height()))
                .orElse(decoded.size());
        FrameSize size = order.form().shape().display(stored);
        Form whole = order.form().to(size, Colour.RGB);
        try (FrameShaper rgb = new FrameShaper(whole);
                FrameShaper small =
                        new FrameShaper(whole.to(ClipPictures.narrowed(size, ClipPictures.POSTER_WIDTH), Colour.RGB));
                FrameShaper detail =
                        new FrameShaper(whole.to(ClipPictures.narrowed(size, ClipMeter.DETAIL_COLUMNS), Colour.RGB))) {
            PictureFile.png(rgb.shaped(decoded), order.still());
            ClipMeter meter = new ClipMeter();
            meter.add(detail.picture(decoded));
            ClipMeasures measures = meter.measures(0);
            return new ShotCutter.Sharpest(
                    sharp.best.number(), size, order.still(), Stills.jpeg(small.picture(decoded)), measures);
        }
    }

    /// Keeps the sharpest frame seen.
    private static final class Sharp {
        private double sharpness = -1;
        private Seen best;

        void offer(Seen seen, double itsSharpness) {
            if (itsSharpness <= sharpness) {
                seen.close();
                return;
            }
            close();
            sharpness = itsSharpness;
            best = seen;
        }

        void close() {
            if (best != null) {
                best.close();
                best = null;
            }
        }
    }

    @Override
    public void close() {
        encoding.close();
        looking.close();
        sharp.close();
        shaper.close();
        encoder.close();
        look.close();
    }
}
