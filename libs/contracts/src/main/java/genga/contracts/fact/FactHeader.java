package genga.contracts.fact;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;

/// What every fact carries besides its own words.
///
/// @param event  names this fact; the same fact sent twice, after a kill say, has the same name, so that whoever counts
///               facts can count it once
/// @param schema version of the fact's shape; readers refuse a version they do not know
/// @param at     when it happened
public record FactHeader(String event, int schema, Instant at) {

    /// The version written by this build.
    public static final int SCHEMA = 1;

    public FactHeader {
        Objects.requireNonNull(event, "event is null");
        Objects.requireNonNull(at, "at is null");
        if (schema != SCHEMA) {
            throw new IllegalArgumentException(
                    "fact %s has schema version %d, this build reads %d; bring all services to one version"
                            .formatted(event, schema, SCHEMA));
        }
    }

    /// A header whose event name depends on `identity` alone: what happened to whom, and never on when.
    public static FactHeader of(Instant at, Object... identity) {
        StringBuilder joined = new StringBuilder();
        for (Object part : identity) {
            joined.append(part).append('\n');
        }
        byte[] hash = sha256(joined.toString().getBytes(StandardCharsets.UTF_8));
        return new FactHeader(HexFormat.of().formatHex(hash, 0, 16), SCHEMA, at);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
