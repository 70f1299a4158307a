package genga.contracts.vocabulary;

import java.security.SecureRandom;

/// Universally unique, lexicographically sortable names: 48 bits of milliseconds, 80 random bits, in Crockford's
/// base 32 (github.com/ulid/spec), written in lower case.
final class Ulid {

    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ulid() {}

    static String next(String kind) {
        StringBuilder text = new StringBuilder(kind).append('-');
        long millis = System.currentTimeMillis();
        for (int shift = 45; shift >= 0; shift -= 5) {
            text.append(ALPHABET[(int) (millis >>> shift) & 31]);
        }
        for (int i = 0; i < 16; i++) {
            text.append(ALPHABET[RANDOM.nextInt(32)]);
        }
        return text.toString();
    }
}
