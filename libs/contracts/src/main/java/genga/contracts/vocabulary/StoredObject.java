package genga.contracts.vocabulary;

import java.util.Objects;
import java.util.regex.Pattern;

/// A claim check: where the bytes lie, how many there are, and what they hash to. Facts carry these, never bytes.
///
/// @param size   bytes
/// @param sha256 of the content, 64 lower-case hex digits
public record StoredObject(String key, long size, String sha256) {

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    public StoredObject {
        Objects.requireNonNull(key, "key is null");
        if (size < 0) {
            throw new IllegalArgumentException("object %s: size must not be negative, got %d".formatted(key, size));
        }
        if (sha256 == null || !HEX.matcher(sha256).matches()) {
            throw new IllegalArgumentException(
                    "object %s: sha256 must be 64 lower-case hex digits, got '%s'".formatted(key, sha256));
        }
    }
}
