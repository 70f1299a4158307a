package genga.curation.screening;

import java.util.ArrayList;
import java.util.List;

/// The perceptual hashes of a clip's first, middle and last frame, or of a still's one picture three times.
///
/// @param hashes 64 bits each
public record Fingerprint(List<Long> hashes) {
    private static final int DIGITS = 16;

    public Fingerprint {
        hashes = List.copyOf(hashes);
    }

    /// Reads `ClipMeasures.hash()`: sixteen hexadecimal digits for each hash.
    public static Fingerprint parse(String hexadecimal) {
        List<Long> hashes = new ArrayList<>();
        for (int at = 0; at + DIGITS <= hexadecimal.length(); at += DIGITS) {
            hashes.add(Long.parseUnsignedLong(hexadecimal, at, at + DIGITS, 16));
        }
        return new Fingerprint(hashes);
    }

    /// Bits in which the pictures differ where they differ most: two clips are the same only if they begin, go on and
    /// end alike.
    public int distance(Fingerprint other) {
        int most = 0;
        for (int i = 0; i < Math.min(hashes.size(), other.hashes.size()); i++) {
            most = Math.max(most, Long.bitCount(hashes.get(i) ^ other.hashes.get(i)));
        }
        return most;
    }
}
