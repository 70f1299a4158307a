package genga.media.shot;

import genga.curation.shot.Bars;
import genga.curation.shot.ShotScores;
import genga.media.Decoding;
import genga.media.FrameLine;
import genga.media.FrameSize;
import genga.media.Probe;
import genga.media.RgbFrame;
import genga.media.UnreadableMedia;
import genga.media.VideoReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The one decode pass that scores a film.
public final class ShotDetection {
    /// Pictures are scored at 256 to 511 columns; finer detail does not tell shots apart.
    private static final int SCORED_WIDTH = 256;

    /// @param scores one row per frame
    /// @param damage what could not be decoded
    /// @param missingSeconds how much sooner the film ended than its container claims; 0 when it did not
    public record Result(ShotScores scores, Optional<VideoReader.Damage> damage, double missingSeconds) {
        /// One sentence on what is missing; empty when the whole film was read.
        public Optional<String> loss() {
            if (damage.isEmpty() && missingSeconds == 0) {
                return Optional.empty();
            }
            int packets = damage.map(VideoReader.Damage::undecodable).orElse(0);
            return Optional.of(
                    "%d frames were read; %d pieces did not decode and %.1f s of the claimed length are missing"
                            .formatted(scores.frames().size(), packets, missingSeconds));
        }
    }

    /// Is told how far scoring has come, and may end it by throwing.
    @FunctionalInterface
    public interface Watch<E extends Exception> {
        /// @param frames scored so far
        void scored(int frames) throws E;
    }

    private ShotDetection() {}

    /// Scores every decodable frame.
    ///
    /// @param watch told after each frame
    /// @throws UnreadableMedia when the film does not open or no frame of it decodes
    public static <E extends Exception> Result score(Path film, Watch<E> watch) throws E {
        return score(film, Optional.empty(), watch);
    }

    /// The same, with a learned detector that sees every frame as well.
    public static <E extends Exception> Result score(Path film, Optional<BoundaryDetector> learned, Watch<E> watch)
            throws E {
        FrameSize small = scoredSize(Probe.film(film).display());
        try (VideoReader reader = VideoReader.open(film, small, Decoding.QUICK)) {
            FrameScorer scorer = new FrameScorer(reader.facts().rate());
            Consumer<Seen> look = seen -> {
                scorer.add(seen);
                learned.ifPresent(detector -> detector.add(seen.picture()));
            };
            int frames = scoreAll(reader, look, watch);
            if (frames == 0) {
                throw new UnreadableMedia("video stream", "at least one frame that decodes", "none");
            }
            return result(reader, scorer, learned.map(BoundaryDetector::finish).orElse(List.of()));
        }
    }

    /// Decodes on this thread and scores on another.
    private static <E extends Exception> int scoreAll(VideoReader reader, Consumer<Seen> look, Watch<E> watch)
            throws E {
        int frames = 0;
        try (FrameLine<Seen> line = new FrameLine<>("scorer", look, seen -> {})) {
            while (reader.advance()) {
                line.add(new Seen(reader.timestamp(), reader.picture(), reader.bars()));
                frames++;
                watch.scored(frames);
            }
            line.finish();
        }
        return frames;
    }

    /// @param timestamp when the frame is shown
    /// @param picture small
    /// @param bars round the whole picture
    record Seen(long timestamp, RgbFrame picture, Bars bars) {}

    static FrameSize scoredSize(FrameSize display) {
        int factor = Math.max(1, display.width() / SCORED_WIDTH);
        return new FrameSize(Math.max(1, display.width() / factor), Math.max(1, display.height() / factor));
    }

    private static Result result(VideoReader reader, FrameScorer scorer, List<Float> boundaries) {
        ShotScores scores = new ShotScores(
                reader.timeBase(), reader.facts().rate(), reader.timestampAfter(), scorer.rows(), boundaries);
        long shown = scores.end() - scores.frames().getFirst().timestamp();
        double missing = reader.facts().claims().seconds().orElse(0.0)
                - reader.timeBase().seconds(shown);
        // sound may outlast the picture a little
        return new Result(scores, reader.damage(), missing > 1 ? missing : 0);
    }
}
