package genga.contracts.vocabulary;

/// Frames per second as a fraction: 24000/1001 is not 23.976.
public record FrameRate(int numerator, int denominator) {

    /// The rate Wan2.1 is trained at (`sample_fps` in its shared configuration).
    public static final FrameRate WAN = new FrameRate(16, 1);

    public FrameRate {
        if (numerator <= 0 || denominator <= 0) {
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
