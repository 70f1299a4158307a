package genga.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Changes single fields of an MP4 file, to make the odd files that people have.
final class Mp4Patch {
    private final Path file;
    private final byte[] bytes;

    Mp4Patch(Path file) throws IOException {
        this.file = file;
        this.bytes = Files.readAllBytes(file);
    }

    /// The track is to be shown a quarter turn clockwise (ISO 14496-12, `tkhd` matrix).
    Mp4Patch quarterTurn() {
        int matrix = after("tkhd") + 4 + 20 + 16;
        int[] turned = {0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000};
        for (int i = 0; i < turned.length; i++) {
            ByteBuffer.wrap(bytes).putInt(matrix + 4 * i, turned[i]);
        }
        return this;
    }

    /// Pixels are this much wider than high (`pasp`).
    Mp4Patch pixelShape(int horizontal, int vertical) {
        int at = after("pasp");
        ByteBuffer.wrap(bytes).putInt(at, horizontal).putInt(at + 4, vertical);
        return this;
    }

    /// Width and height as the sample description claims them (`avc1`).
    Mp4Patch claimedSize(int width, int height) {
        int at = after("avc1") + 24;
        ByteBuffer.wrap(bytes).putShort(at, (short) width).putShort(at + 2, (short) height);
        return this;
    }

    void save() throws IOException {
        Files.write(file, bytes);
    }

    private int after(String box) {
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(box);
        if (at < 0) {
            throw new IllegalStateException("no box " + box + " in " + file);
        }
        return at + 4;
    }
}
