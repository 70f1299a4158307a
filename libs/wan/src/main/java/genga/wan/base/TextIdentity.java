package genga.wan.base;

import genga.wan.weights.Weights;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;

/// Names what a text encoder makes of a text by everything it depends on, so that it is made once and found again by
/// whoever needs it.
public final class TextIdentity {

    /// Raised when the same input would give other bytes.
    private static final int CODE_VERSION = 1;

    private TextIdentity() {}

    /// SHA-256 over text, encoder file or files, tokenizer file, stored type and code version, in hexadecimal.
    public static String of(String text, ModelFolder model) {
        String joined = "text\n%d:%s\n%s\n%s\nbfloat16\n%d"
                .formatted(
                        text.length(),
                        text,
                        encoder(model.textEncoder()),
                        FileHash.of(model.tokenizer()),
                        CODE_VERSION);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(joined.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static String encoder(Path file) {
        return Weights.files(file).stream().map(FileHash::of).collect(Collectors.joining(" "));
    }
}
