package genga.media.probe;

import genga.media.Decoding;
import genga.media.FrameSize;
import genga.media.MediaFacts;
import genga.media.MediaKind;
import genga.media.Probe;
import genga.media.UnreadableMedia;
import genga.media.VideoReader;
import java.nio.file.Path;
import java.time.Duration;

/// The side that looks: probes one file, decodes its first frames and prints what it found as one line.
final class ProbeProcess {
    /// Enough for any decoder to show whether it can.
    private static final int FRAMES = 8;

    private static final FrameSize SMALL = new FrameSize(64, 64);

    private ProbeProcess() {}

    /// @param arguments file, kind, and the limits of pixels, streams and seconds
    public static void main(String[] arguments) {
        String line;
        try {
            line = FactsLine.of(looked(Path.of(arguments[0]), MediaKind.valueOf(arguments[1]), arguments));
        } catch (UnreadableMedia refusal) {
            line = FactsLine.of(refusal);
        }
        System.out.println(line);
    }

    private static MediaFacts looked(Path file, MediaKind kind, String[] limits) {
        MediaFacts facts = Probe.of(file, kind, Integer.parseInt(limits[3]));
        long pixels = Long.parseLong(limits[2]);
        if ((long) facts.coded().width() * facts.coded().height() > pixels) {
            throw new UnreadableMedia(
                    "picture size",
                    "at most " + pixels + " pixels",
                    facts.coded().toString());
        }
        long seconds = Long.parseLong(limits[4]);
        double claimed = facts.claims().seconds().orElse(0.0);
        if (claimed > seconds) {
            throw new UnreadableMedia(
                    "length",
                    "at most " + Duration.ofSeconds(seconds).toHours() + " hours",
                    "%.1f hours".formatted(claimed / 3600));
        }
        try (VideoReader reader = VideoReader.open(file, kind, SMALL, Decoding.FAITHFUL)) {
            int frames = 0;
            while (frames < FRAMES && reader.advance()) {
                reader.picture();
                frames++;
            }
            if (frames == 0) {
                throw new UnreadableMedia("video stream", "at least one frame that decodes", "none");
            }
        }
        return facts;
    }
}
