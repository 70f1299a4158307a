package genga.ingest.collection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a person gave, told by its first bytes and never by its name.
public enum FileKind {
    /// Whatever is none of the others; whether it is a film shows when it is opened.
    FILM("mp4"),
    ZIP("zip"),
    PNG("png"),
    JPEG("jpg"),
    WEBP("webp"),
    BMP("bmp"),
    AVIF("avif");

    private static final int HEAD = 16;

    private final String extension;

    FileKind(String extension) {
        this.extension = extension;
    }

    public static FileKind of(Path file) throws IOException {
        // ISO 8859-1 maps every byte to the character of its number
        String head;
        try (InputStream in = Files.newInputStream(file)) {
            head = new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
        }
        if (head.startsWith("PK\u0003\u0004") || head.startsWith("PK\u0005\u0006")) {
            return ZIP;
        }
        if (head.startsWith("\u0089PNG")) {
            return PNG;
        }
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
            return WEBP;
        }
        return head.startsWith("ftypavi", 4) ? AVIF : head.startsWith("BM") ? BMP : FILM;
    }

    /// What names of such files end in.
    String extension() {
        return extension;
    }
}
