package genga.wan.weights;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The containers weights come in, told apart by their first bytes, never by the file's name.
enum WeightsFormat {
    SAFETENSORS,
    TORCH_ZIP,
    /// The form torch wrote before 1.6.
    BARE_PICKLE,
    /// llama.cpp's container.
    GGUF,
    /// What git holds in place of a large file.
    LFS_POINTER,
    /// What a site sends in place of a file it does not give.
    WEB_PAGE;

    private static final int LENGTH_BYTES = 8;
    private static final int ENOUGH = 64;

    static WeightsFormat of(Path path) {
        byte[] start;
        try (InputStream in = Files.newInputStream(path)) {
            start = in.readNBytes(ENOUGH);
        } catch (IOException e) {
            throw new UncheckedIOException("weights file %s could not be read: %s".formatted(path, e), e);
        }
        if (start.length >= 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4) {
            return TORCH_ZIP;
        }
        if (opensJson(start)) {
            return SAFETENSORS;
        }
        if (start.length >= 2 && (start[0] & 0xff) == 0x80 && start[1] > 0 && start[1] < 6) {
            return BARE_PICKLE;
        }
        return text(new String(start, StandardCharsets.ISO_8859_1));
    }

    private static WeightsFormat text(String start) {
        if (start.startsWith("GGUF")) {
            return GGUF;
        }
        if (start.startsWith("version https://git-lfs")) {
            return LFS_POINTER;
        }
        String bare = start.strip().toLowerCase(Locale.ROOT);
        return bare.startsWith("<!doctype") || bare.startsWith("<html") ? WEB_PAGE : SAFETENSORS;
    }

    private static boolean opensJson(byte[] start) {
        return start.length > LENGTH_BYTES && start[LENGTH_BYTES] == '{';
    }
}
