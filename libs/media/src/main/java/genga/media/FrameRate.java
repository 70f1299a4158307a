package genga.media;

/// Frames per second as an exact fraction: 24000/1001 is not 23.976.
///
/// @param numerator frames, at least 1
/// @param denominator seconds, at least 1
public record FrameRate(int numerator, int denominator) {
    /// What Wan2.1 was trained at, and what every clip is re-timed to.
    public static final FrameRate WAN = new FrameRate(16, 1);

    public FrameRate {
        if (numerator < 1 || denominator < 1) {
            throw new IllegalArgumentException(
                    "frame rate must be a positive fraction, got %d/%d".formatted(numerator, denominator));
        }
    }

    public static FrameRate of(int framesPerSecond) {
        return new FrameRate(framesPerSecond, 1);
    }

    public double perSecond() {
        return (double) numerator / denominator;
    }

    /// The number of whole frames nearest to a length in seconds.
    public int frames(double seconds) {
        return (int) Math.round(seconds * perSecond());
    }

    @Override
    public String toString() {
        return denominator == 1 ? Integer.toString(numerator) : numerator + "/" + denominator;
    }
}
