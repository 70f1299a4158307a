package genga.gateway.upload;

import genga.gateway.problem.Refusal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// What the bytes of one request must hash to: the `Upload-Checksum` header.
record Checksum(String algorithm, byte[] expected) {

    private static final Map<String, String> ALGORITHMS = Map.of("sha256", "SHA-256", "sha1", "SHA-1");

    /// As they are named to clients.
    static final String NAMES = "sha256,sha1";

    static Optional<Checksum> of(String header) {
        if (header == null) {
            return Optional.empty();
        }
        String[] parts = header.strip().split(" ");
        if (parts.length != 2 || !ALGORITHMS.containsKey(parts[0])) {
            throw refused(header);
        }
        try {
            return Optional.of(new Checksum(parts[0], Base64.getDecoder().decode(parts[1])));
        } catch (IllegalArgumentException e) {
            throw refused(header);
        }
    }

    MessageDigest digest() {
        try {
            return MessageDigest.getInstance(ALGORITHMS.get(algorithm));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    void check(MessageDigest received) {
        byte[] found = received.digest();
        if (!MessageDigest.isEqual(expected, found)) {
            throw Refusal.mismatch(
                    "Upload-Checksum",
                    "bytes that hash to what the header says",
                    "%s %s".formatted(algorithm, Base64.getEncoder().encodeToString(found)),
                    "send these bytes again; none of them was kept");
        }
    }

    private static Refusal refused(String header) {
        return Refusal.bad(
                "Upload-Checksum",
                "one of %s and, behind a space, the hash in Base64".formatted(NAMES),
                "'%s'".formatted(header),
                "correct it or leave it out");
    }
}
