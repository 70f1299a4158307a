package genga.ingest.collection;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Texts of a collection.
final class CaptionText {
    private static final int LONGEST_CAPTION = 10_000;
    private static final long LONGEST_FILE = 64L << 20;
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private CaptionText() {}

    /// The text of an entry.
    static String of(Archive archive, String name) throws IOException, EntryRefused {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        archive.copy(name, LONGEST_FILE, bytes);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new EntryRefused(name, "not in UTF-8, so the text was left out; save it as UTF-8");
        }
    }

    /// A caption as one line: what T5's tokenizer makes of white space anyhow.
    ///
    /// @param file it stood in
    static String line(String text, String file) throws EntryRefused {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.length() > LONGEST_CAPTION) {
            throw new EntryRefused(
                    file,
                    "a caption of %d characters was left out, at most %d are read"
                            .formatted(line.length(), LONGEST_CAPTION));
        }
        return line;
    }
}
