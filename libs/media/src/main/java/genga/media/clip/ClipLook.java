package genga.media.clip;

import genga.contracts.vocabulary.ClipMeasures;
import genga.contracts.vocabulary.FrameRate;
import genga.media.ClipEncoder;
import genga.media.FrameShaper;
import genga.media.FrameShaper.Colour;
import genga.media.FrameShaper.Form;
import genga.media.FrameSize;
import genga.media.RgbFrame;
import genga.media.VideoFrame;
import genga.media.measure.ClipMeter;
import genga.media.shot.ContentPeak;
import java.nio.file.Path;
import java.util.Map;

/// Everything that is learnt of a clip from small copies of its frames as they pass by: measures, poster, strip and
/// preview.
final class ClipLook implements AutoCloseable {
    private static final double PREVIEW_BITS = 0.1;
    private static final int PREVIEW_SIDE = 480;
    private static final int SMALLEST = 16;

    private final ClipMeter meter = new ClipMeter();
    private final ContentPeak content = new ContentPeak();
    private final FrameShaper detail;
    private final FrameShaper small;
    private final ClipPictures pictures;
    private final ClipEncoder preview;

    /// @param form of the frames' whole picture
    /// @param frames that will pass by
    /// @param preview where an MP4 with sides of at most 480 is written
    ClipLook(Form form, int frames, FrameRate rate, Path preview) {
        FrameSize size = form.size().within(PREVIEW_SIDE).even();
        FrameSize moving = new FrameSize(Math.max(SMALLEST, size.width()), Math.max(SMALLEST, size.height()));
        this.detail =
                new FrameShaper(form.to(ClipPictures.narrowed(form.size(), ClipMeter.DETAIL_COLUMNS), Colour.RGB));
        this.small = new FrameShaper(form.to(moving, Colour.VIDEO));
        this.pictures = new ClipPictures(frames, form);
        this.preview = ClipEncoder.open(preview, new ClipEncoder.Settings(moving, rate, PREVIEW_BITS, Map.of()));
    }

    /// Returns the frame's sharpness.
    double add(VideoFrame frame) {
        preview.add(small.shaped(frame));
        pictures.add(frame);
        RgbFrame picture = detail.picture(frame);
        content.add(picture);
        return meter.add(picture);
    }

    /// Completes the preview.
    void finish() {
        preview.finish();
    }

    byte[] poster() {
        return pictures.poster();
    }

    byte[] strip() {
        return pictures.strip();
    }

    ClipMeasures measures() {
        return meter.measures(content.peak());
    }

    /// @param transition largest content score inside the clip, when the film itself was scored
    ClipMeasures measures(double transition) {
        return meter.measures(transition);
    }

    @Override
    public void close() {
        detail.close();
        small.close();
        pictures.close();
        preview.close();
    }
}
