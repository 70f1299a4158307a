package genga.wan.weights;

import genga.wan.tensor.DType;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Safetensors files of true size and names whose zeros take no space on the disk.
final class SparseFile {
    private final Map<String, String> entries = new LinkedHashMap<>();
    private long end;

    SparseFile with(String name, DType dtype, long... shape) {
        long begin = end;
        end += dtype.bytesOf(shape);
        entries.put(
                name,
                "{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                        .formatted(dtype.label(), Arrays.toString(shape), begin, end));
        return this;
    }

    /// All tensors of a text-to-video transformer under their original names.
    SparseFile withTransformer(DType dtype, long width, long inner, int blocks) {
        with("patch_embedding.weight", dtype, width, 16, 1, 2, 2).with("patch_embedding.bias", dtype, width);
        withLinear("text_embedding.0", dtype, width, 4096).withLinear("text_embedding.2", dtype, width, width);
        withLinear("time_embedding.0", dtype, width, 256).withLinear("time_embedding.2", dtype, width, width);
        withLinear("time_projection.1", dtype, 6 * width, width);
        for (int block = 0; block < blocks; block++) {
            withBlock("blocks." + block + ".", dtype, width, inner);
        }
        return with("head.modulation", dtype, 1, 2, width).withLinear("head.head", dtype, 64, width);
    }

    private void withBlock(String prefix, DType dtype, long width, long inner) {
        with(prefix + "modulation", dtype, 1, 6, width);
        for (String attention : new String[] {"self_attn.", "cross_attn."}) {
            for (String linear : new String[] {"q", "k", "v", "o"}) {
                withLinear(prefix + attention + linear, dtype, width, width);
            }
            with(prefix + attention + "norm_q.weight", dtype, width);
            with(prefix + attention + "norm_k.weight", dtype, width);
        }
        withLinear(prefix + "ffn.0", dtype, inner, width).withLinear(prefix + "ffn.2", dtype, width, inner);
        with(prefix + "norm3.weight", dtype, width).with(prefix + "norm3.bias", dtype, width);
    }

    private SparseFile withLinear(String name, DType dtype, long out, long in) {
        return with(name + ".weight", dtype, out, in).with(name + ".bias", dtype, out);
    }

    Path write(Path path) throws IOException {
        StringBuilder json = new StringBuilder("{");
        entries.forEach((name, entry) -> json.append(json.length() > 1 ? "," : "")
                .append('"')
                .append(name)
                .append("\":")
                .append(entry));
        byte[] header = json.append('}').toString().getBytes(StandardCharsets.UTF_8);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.write(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length)
                    .array());
            file.write(header);
            file.setLength(Long.BYTES + header.length + end);
        }
        return path;
    }

    /// How much of a mapped file was read so far, by page: pages come into memory as they are read, and Linux tells of
    /// which mapping they are.
    static long residentBytes(Path mapped) throws IOException {
        boolean within = false;
        long kibibytes = 0;
        for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
            within = line.matches("[0-9a-f]+-[0-9a-f]+ .*") ? line.endsWith(mapped.toString()) : within;
            if (within && line.startsWith("Rss:")) {
                kibibytes += Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return kibibytes << 10;
    }
}
