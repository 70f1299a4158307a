package genga.contracts.vocabulary;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;

/// Universally unique, lexicographically sortable names: 48 bits of milliseconds, 80 random bits, in Crockford's
/// base 32 (github.com/ulid/spec), written in lower case.
final class Ulid {

    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int RANDOM_DIGITS = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ulid() {}

    static String next(String kind) {
        byte[] random = new byte[RANDOM_DIGITS];
        RANDOM.nextBytes(random);
        return text(kind, System.currentTimeMillis(), random);
    }

    /// The same name for the same time and identity; a hash stands where randomness would.
    static String of(String kind, Instant at, String identity) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return text(kind, Math.max(0, at.toEpochMilli()), hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// @param digits of which the lowest five bits each are taken
    private static String text(String kind, long millis, byte[] digits) {
        StringBuilder text = new StringBuilder(kind).append('-');
        for (int shift = 45; shift >= 0; shift -= 5) {
            text.append(ALPHABET[(int) (millis >>> shift) & 31]);
        }
        for (int i = 0; i < RANDOM_DIGITS; i++) {
            text.append(ALPHABET[digits[i] & 31]);
        }
        return text.toString();
    }
}
