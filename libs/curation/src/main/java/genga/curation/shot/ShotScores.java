package genga.curation.shot;

import genga.contracts.vocabulary.FrameRate;
import java.util.List;

/// What one decode pass learnt about every frame of a film. Cuts can be drawn from it again and again without decoding.
///
/// @param base unit of the timestamps
/// @param rate nominal frame rate
/// @param end when the last frame ceases to be shown, in `base`
/// @param frames one row per decoded frame, in the order shown
/// @param boundaries per frame the probability, by a learned detector, that another picture follows; empty without one
public record ShotScores(TimeBase base, FrameRate rate, long end, List<Row> frames, List<Float> boundaries) {
    public ShotScores {
        frames = List.copyOf(frames);
        boundaries = List.copyOf(boundaries);
        if (!boundaries.isEmpty() && boundaries.size() != frames.size()) {
            throw new IllegalArgumentException(
                    "expected a boundary for each of %d frames, got %d".formatted(frames.size(), boundaries.size()));
        }
    }

    /// Scores that no learned detector had a part in.
    public ShotScores(TimeBase base, FrameRate rate, long end, List<Row> frames) {
        this(base, rate, end, frames, List.of());
    }

    /// @param timestamp when the frame is shown
    /// @param change difference to frames before it
    /// @param tone how bright and how varied the picture is
    /// @param rebound how like the frame before it the film becomes again shortly after it
    /// @param bars how far black reaches in from the edges of the stored picture
    public record Row(long timestamp, Change change, Tone tone, Rebound rebound, Bars bars) {}

    /// A small bend says that one picture turns into another everywhere at once; moving edges bend by about 1/2.
    ///
    /// @param content content score to the frame before, 0 to 255
    /// @param step mean change of colour on a coarse grid to the frame before, 0 to 255
    /// @param drift the same to the frame half a second before
    /// @param bend how far the picture halfway lies from the middle of both, as a share of the drift
    public record Change(float content, float step, float drift, float bend) {}

    /// @param luma mean luma, 0 to 255
    /// @param contrast standard deviation of luma
    public record Tone(float luma, float contrast) {}

    /// @param content least content score between the frame before this one and one of those shortly after it
    /// @param after how many frames after this one that was; 0 when it was not looked for
    public record Rebound(float content, int after) {
        public static final Rebound NONE = new Rebound(255, 0);
    }

    /// Times at which the frames `[from, to)` are shown.
    public long[] timestamps(int from, int to) {
        return frames.subList(from, to).stream().mapToLong(Row::timestamp).toArray();
    }

    /// When frame `to - 1` ceases to be shown.
    public long shownUntil(int to) {
        return to < frames.size() ? frames.get(to).timestamp() : end;
    }

    /// How many times the mean of its neighbours, `window` on each side, a frame's content score is: what a cut is
    /// found by.
    public double ratio(int frame, int window) {
        return HardCuts.ratio(frames, frame, window);
    }

    /// Largest content score between neighbours inside `[from, to)`; 0 for a single frame.
    public double peakContent(int from, int to) {
        return frames.subList(Math.min(from + 1, to), to).stream()
                .mapToDouble(row -> row.change().content())
                .max()
                .orElse(0);
    }
}
