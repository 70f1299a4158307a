package genga.media.clip;

import genga.contracts.vocabulary.ClipMeasures;
import genga.media.FrameShaper.Colour;
import genga.media.FrameShaper.Form;
import genga.media.FrameSize;
import genga.media.FrameSource;
import genga.media.MediaFacts;
import genga.media.Probe;
import genga.media.Resampling;
import genga.media.RgbFrame;
import genga.media.Stills;
import genga.media.UnreadableMedia;
import genga.media.VideoReader;
import genga.media.measure.ClipMeter;
import java.nio.file.Path;

/// Measures clips and pictures that were made elsewhere and are taken as they are.
public final class Measuring {
    private Measuring() {}

    /// Looks at every frame of a clip and writes a small preview of it.
    ///
    /// @param preview where an MP4 with sides of at most 480 is written
    /// @throws UnreadableMedia when the clip is no video, or no frame of it decodes
    public static MeasuredMedium clip(Path clip, Path preview) {
        MediaFacts facts = Probe.film(clip);
        int frames = VideoReader.countFrames(clip);
        if (frames == 0) {
            throw new UnreadableMedia("clip " + clip.getFileName(), "at least one frame that decodes", "none");
        }
        Form whole = Form.of(facts, facts.display(), Colour.RGB);
        try (VideoReader reader = VideoReader.open(clip);
                ClipLook look = new ClipLook(whole, frames, facts.rate(), preview)) {
            while (reader.advance()) {
                look.add(reader.frame());
            }
            look.finish();
            return new MeasuredMedium(frames, facts.display(), look.poster(), look.strip(), look.measures());
        }
    }

    /// Looks at one picture.
    ///
    /// @throws UnreadableMedia when the file is no picture that decodes
    public static MeasuredMedium still(Path file) {
        RgbFrame picture = FrameSource.still(file);
        byte[] poster = poster(picture);
        return new MeasuredMedium(1, picture.size(), poster, poster, measures(picture));
    }

    private static byte[] poster(RgbFrame still) {
        FrameSize size = ClipPictures.narrowed(still.size(), ClipPictures.POSTER_WIDTH);
        return Stills.jpeg(Resampling.area(still, size));
    }

    private static ClipMeasures measures(RgbFrame still) {
        ClipMeter meter = new ClipMeter();
        meter.add(still);
        return meter.measures(0);
    }
}
