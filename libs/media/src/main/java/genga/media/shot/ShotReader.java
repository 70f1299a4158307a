package genga.media.shot;

import genga.curation.shot.Shot;
import genga.curation.shot.ShotScores;
import genga.media.FrameSize;
import genga.media.RgbFrame;
import genga.media.VideoFrame;
import genga.media.VideoReader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/// Reads the frames of shots, one shot after the other, in one pass through the film. The first shot asked for may lie
/// anywhere: a far one is sought, and found by its frames' times.
public final class ShotReader implements AutoCloseable {
    /// Seconds ahead from which seeking beats decoding.
    private static final double FAR = 20;
    /// Seconds decoded before the wanted frame after a seek, so that frames that lean on others are whole.
    private static final double RUN_UP = 2;

    private final Path film;
    private final FrameSize size;
    private final ShotScores scores;
    private VideoReader reader;
    /// The frame under the reader's cursor, counted from 0; -1 before the first.
    private int position = -1;

    private ShotReader(Path film, FrameSize size, ShotScores scores) {
        this.film = film;
        this.size = size;
        this.scores = scores;
        this.reader = VideoReader.open(film, size);
    }

    /// @param size of the pictures
    /// @param scores of this very film
    public static ShotReader open(Path film, FrameSize size, ShotScores scores) {
        return new ShotReader(film, size, scores);
    }

    /// Hands over one picture for each entry of `wanted`.
    ///
    /// @param shot the shot to read
    /// @param wanted frames counted from the shot's first, never falling; the same one twice is handed over twice
    public void read(Shot shot, List<Integer> wanted, Consumer<RgbFrame> taker) {
        visit(shot, wanted, frame -> taker.accept(reader.picture()));
    }

    /// Hands over frames as they are decoded, each valid until the next.
    public void visit(Shot shot, List<Integer> wanted, Consumer<VideoFrame> taker) {
        for (int frame : wanted) {
            if (shot.from() + frame != position) {
                reach(shot.from() + frame);
            }
            taker.accept(reader.frame());
        }
    }

    private void reach(int frame) {
        if (frame < position) {
            restart();
        }
        if (frame - Math.max(0, position) > scores.rate().frames(FAR)) {
            seek(frame);
        }
        while (position < frame) {
            if (!reader.advance()) {
                throw new IllegalStateException(
                        "film %s: frame %d of %d was there when shots were found, and is not now"
                                .formatted(
                                        film.getFileName(),
                                        frame,
                                        scores.frames().size()));
            }
            position++;
        }
    }

    private void restart() {
        reader.close();
        reader = VideoReader.open(film, size);
        position = -1;
    }

    private void seek(int frame) {
        int runUp = Math.max(0, frame - scores.rate().frames(RUN_UP));
        if (!reader.seekBefore(scores.frames().get(runUp).timestamp()) || !reader.advance()) {
            restart();
            return;
        }
        int found = find(reader.timestamp());
        if (found < 0 || found > frame) {
            restart();
        } else {
            position = found;
        }
    }

    /// The frame shown at a time; negative when there is none.
    private int find(long timestamp) {
        List<Long> times =
                scores.frames().stream().map(ShotScores.Row::timestamp).toList();
        return Collections.binarySearch(times, timestamp);
    }

    @Override
    public void close() {
        reader.close();
    }
}
