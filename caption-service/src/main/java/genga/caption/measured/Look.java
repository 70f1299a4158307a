package genga.caption.measured;

import genga.contracts.vocabulary.CameraMotion;
import genga.contracts.vocabulary.ClipMeasures;
import genga.contracts.vocabulary.Medium;
import genga.media.FrameSize;
import genga.media.FrameSource;
import genga.media.Probe;
import genga.media.Resampling;
import genga.media.RgbFrame;
import genga.media.UnreadableMedia;
import genga.media.VideoReader;
import genga.media.measure.ClipMeter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What one look at a clip or still tells.
///
/// @param medium whether there is motion to speak of
/// @param measures motion, brightness, colourfulness and camera
/// @param contrast standard deviation of luma, 0 to 127
/// @param colours names of the most common colours, commonest first
record Look(Medium medium, ClipMeasures measures, double contrast, List<String> colours) {
    private static final int LONGEST_SIDE = 320;
    /// Every so many frames one gives its colours.
    private static final int PALETTE_STEP = 8;

    CameraMotion camera() {
        return measures.camera();
    }

    Look {
        colours = List.copyOf(colours);
    }

    static Look at(Path file, Medium medium) {
        return switch (medium) {
            case CLIP -> atClip(file);
            case STILL -> atStill(file);
        };
    }

    private static Look atStill(Path picture) {
        RgbFrame whole = FrameSource.still(picture);
        RgbFrame small = Resampling.area(whole, whole.size().within(LONGEST_SIDE));
        ClipMeter meter = new ClipMeter();
        meter.add(small);
        return new Look(Medium.STILL, meter.measures(0), contrast(small.luma()), Palette.names(List.of(small)));
    }

    private static Look atClip(Path clip) {
        FrameSize size = Probe.film(clip).display().within(LONGEST_SIDE);
        ClipMeter meter = new ClipMeter();
        List<RgbFrame> palette = new ArrayList<>();
        double contrast = 0;
        int frames = 0;
        try (VideoReader reader = VideoReader.open(clip, size)) {
            while (reader.advance()) {
                RgbFrame picture = reader.picture();
                meter.add(picture);
                contrast += contrast(picture.luma());
                if (frames % PALETTE_STEP == 0) {
                    palette.add(picture);
                }
                frames++;
            }
        }
        if (frames == 0) {
            throw new UnreadableMedia("clip " + clip.getFileName(), "at least one frame that decodes", "none");
        }
        return new Look(Medium.CLIP, meter.measures(0), contrast / frames, Palette.names(palette));
    }

    private static double contrast(byte[] luma) {
        double sum = 0;
        double squares = 0;
        for (byte pixel : luma) {
            int value = pixel & 0xff;
            sum += value;
            squares += (double) value * value;
        }
        double mean = sum / luma.length;
        return Math.sqrt(Math.max(0, squares / luma.length - mean * mean));
    }
}
