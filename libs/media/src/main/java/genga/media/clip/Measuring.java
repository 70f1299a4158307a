package genga.media.clip;

import genga.contracts.vocabulary.ClipMeasures;
import genga.media.ClipEncoder;
import genga.media.FrameSize;
import genga.media.FrameSource;
import genga.media.MediaFacts;
import genga.media.Probe;
import genga.media.Resampling;
import genga.media.RgbFrame;
import genga.media.UnreadableMedia;
import genga.media.VideoReader;
import genga.media.measure.ClipMeter;
import genga.media.shot.ContentPeak;
import java.nio.file.Path;
import java.util.Map;

/// Measures clips and pictures that were made elsewhere and are taken as they are.
public final class Measuring {
    static final double PREVIEW_BITS = 0.1;
    static final int PREVIEW_WIDTH = 480;

    private Measuring() {}

    /// Looks at every frame of a clip and writes a small preview of it.
    ///
    /// @param preview where an MP4 at most 480 wide is written
    /// @throws UnreadableMedia when the clip is no video, or no frame of it decodes
    public static MeasuredMedium clip(Path clip, Path preview) {
        MediaFacts facts = Probe.film(clip);
        int frames = VideoReader.countFrames(clip);
        if (frames == 0) {
            throw new UnreadableMedia("clip " + clip.getFileName(), "at least one frame that decodes", "none");
        }
        FrameSize seen = facts.display().within(ClipPictures.POSTER_WIDTH);
        FrameSize small = previewSize(facts.display());
        ClipMeter meter = new ClipMeter();
        ContentPeak content = new ContentPeak();
        ClipPictures pictures = new ClipPictures(frames);
        ClipEncoder.Settings settings = new ClipEncoder.Settings(small, facts.rate(), PREVIEW_BITS, Map.of());
        try (VideoReader reader = VideoReader.open(clip, seen);
                ClipEncoder encoder = ClipEncoder.open(preview, settings)) {
            while (reader.advance()) {
                RgbFrame picture = reader.picture();
                meter.add(picture);
                content.add(picture);
                pictures.add(picture);
                encoder.add(Resampling.area(picture, small));
            }
            encoder.finish();
        }
        return new MeasuredMedium(
                frames, facts.display(), pictures.poster(), pictures.strip(), meter.measures(content.peak()));
    }

    /// Looks at one picture.
    ///
    /// @throws UnreadableMedia when the file is no picture that decodes
    public static MeasuredMedium still(Path file) {
        RgbFrame picture = FrameSource.still(file);
        ClipPictures pictures = new ClipPictures(1);
        pictures.add(picture);
        return new MeasuredMedium(1, picture.size(), pictures.poster(), pictures.strip(), measures(picture));
    }

    static ClipMeasures measures(RgbFrame still) {
        ClipMeter meter = new ClipMeter();
        meter.add(still);
        return meter.measures(0);
    }

    static FrameSize previewSize(FrameSize display) {
        FrameSize small = display.within(PREVIEW_WIDTH).even();
        return new FrameSize(Math.max(16, small.width()), Math.max(16, small.height()));
    }
}
