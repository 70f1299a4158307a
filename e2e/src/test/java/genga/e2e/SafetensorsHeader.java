package genga.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// A safetensors file as any other tool sees it: 8 bytes of header length, JSON, data.
final class SafetensorsHeader {

    private SafetensorsHeader() {}

    static JsonNode of(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return new ObjectMapper().readTree(new String(bytes, 8, length(bytes), StandardCharsets.UTF_8));
    }

    static byte[] data(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return Arrays.copyOfRange(bytes, 8 + length(bytes), bytes.length);
    }

    private static int length(byte[] bytes) {
        return Math.toIntExact(
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong());
    }
}
