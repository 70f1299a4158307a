package genga.gateway.upload;

import genga.gateway.film.FilmName;
import genga.gateway.problem.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The `Upload-Metadata` header: keys and Base64 values, of which only the file's name matters here.
final class UploadMetadata {

    private static final int LONGEST = 4096;

    private UploadMetadata() {}

    /// The file's name, under `filename` as most clients send it, or `name`.
    static String name(String header) {
        if (header == null || header.isBlank()) {
            throw refused("nothing");
        }
        if (header.length() > LONGEST) {
            throw refused("%d characters".formatted(header.length()));
        }
        for (String key : new String[] {"filename", "name"}) {
            for (String pair : header.split(",")) {
                String[] parts = pair.strip().split(" ");
                if (parts[0].equals(key) && parts.length == 2) {
                    return FilmName.checked("Upload-Metadata", text(parts[1]));
                }
            }
        }
        throw refused("no filename among its keys");
    }

    private static String text(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw refused("a filename that is no Base64 of UTF-8");
        }
    }

    private static Refusal refused(String found) {
        return Refusal.bad(
                "Upload-Metadata",
                "filename and, behind a space, the file's name in Base64",
                found,
                "send Upload-Metadata: filename <base64>");
    }
}
