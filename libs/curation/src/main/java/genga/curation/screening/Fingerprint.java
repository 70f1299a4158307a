package genga.curation.screening;

/// The perceptual hashes, 64 bits each, of a clip's first, middle and last frame, or of a still's one picture three
/// times. Plain numbers, since a project holds each clip against thousands of others.
public record Fingerprint(long first, long middle, long last) {
    private static final int DIGITS = 16;

    /// Reads `ClipMeasures.hash()`: sixteen hexadecimal digits for each hash.
    public static Fingerprint parse(String hexadecimal) {
        if (hexadecimal.length() != 3 * DIGITS) {
            throw new IllegalArgumentException(
                    "a fingerprint is three hashes of sixteen hexadecimal digits, got '%s'".formatted(hexadecimal));
        }
        return new Fingerprint(word(hexadecimal, 0), word(hexadecimal, 1), word(hexadecimal, 2));
    }

    private static long word(String hexadecimal, int number) {
        return Long.parseUnsignedLong(hexadecimal, number * DIGITS, (number + 1) * DIGITS, 16);
    }

    /// Bits in which the pictures differ where they differ most: two clips are the same only if they begin, go on and
    /// end alike.
    public int distance(Fingerprint other) {
        int ends = Math.max(Long.bitCount(first ^ other.first), Long.bitCount(last ^ other.last));
        return Math.max(ends, Long.bitCount(middle ^ other.middle));
    }
}
