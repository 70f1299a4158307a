package genga.wan.weights;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The containers weights come in, told apart by their first bytes, never by the file's name.
enum WeightsFormat {
    SAFETENSORS,
    TORCH_ZIP,
    OTHER;

    private static final int LENGTH_BYTES = 8;

    static WeightsFormat of(Path path) {
        byte[] start;
        try (InputStream in = Files.newInputStream(path)) {
            start = in.readNBytes(LENGTH_BYTES + 1);
        } catch (IOException e) {
            throw new UncheckedIOException("weights file " + path + " could not be read", e);
        }
        if (start.length >= 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4) {
            return TORCH_ZIP;
        }
        if (start.length >= 2 && (start[0] & 0xff) == 0x80 && start[1] > 0 && start[1] < 6 && !opensJson(start)) {
            return OTHER;
        }
        return SAFETENSORS;
    }

    private static boolean opensJson(byte[] start) {
        return start.length > LENGTH_BYTES && start[LENGTH_BYTES] == '{';
    }
}
