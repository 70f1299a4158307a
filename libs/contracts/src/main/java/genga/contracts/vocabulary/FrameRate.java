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

    public double perSecond() {
        return (double) numerator / denominator;
    }
}
