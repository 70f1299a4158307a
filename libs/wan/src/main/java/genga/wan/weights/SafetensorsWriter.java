package genga.wan.weights;

import com.google.gson.stream.JsonWriter;
import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes safetensors files: the same tensors and metadata always give the same bytes.
///
/// Tensors stand in the order of the safetensors library (wide types first, then names), metadata keys are sorted. A
/// file appears under its name only when it is whole and on the disk.
public final class SafetensorsWriter {
    /// `Dtype` of the safetensors library, narrow to wide; its files are sorted by it in descending order.
    private static final List<DType> NARROW_TO_WIDE = List.of(
            DType.BOOL,
            DType.U8,
            DType.I8,
            DType.F8_E5M2,
            DType.F8_E4M3,
            DType.I16,
            DType.U16,
            DType.F16,
            DType.BF16,
            DType.I32,
            DType.U32,
            DType.F32,
            DType.F64,
            DType.I64,
            DType.U64);

    private static final int ALIGNMENT = 8;
    private static final long CHUNK = 1L << 26;

    private SafetensorsWriter() {}

    /// Writes `tensors` under `path`, replacing what is there in one step.
    public static void write(Path path, Map<String, Tensor> tensors, Map<String, String> metadata) {
        write(path, new HeldWeights(tensors, "memory"), metadata);
    }

    /// Writes weights tensor by tensor, so that no more than one that is computed as it is asked for lies in memory.
    public static void write(Path path, Weights weights, Map<String, String> metadata) {
        Path target = path.toAbsolutePath();
        Path partial = target.resolveSibling(target.getFileName() + ".partial");
        try {
            fill(partial, weights, metadata);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        } catch (UncheckedIOException e) {
            throw failed(path, e.getCause());
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private static UncheckedIOException failed(Path path, IOException e) {
        return new UncheckedIOException("weights file %s could not be written: %s".formatted(path, e), e);
    }

    private static void fill(Path partial, Weights weights, Map<String, String> metadata) throws IOException {
        List<String> names = order(weights);
        try (FileChannel out = FileChannel.open(
                partial, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            writeFully(out, header(weights, names, metadata));
            for (String name : names) {
                try (TensorScope scope = TensorScope.open()) {
                    weights.tensor(scope, name).readBytes(bytes -> writeSegment(out, bytes));
                }
            }
            out.force(true);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(partial);
            throw e;
        }
    }

    /// Names as they follow one another in a file.
    static List<String> order(Weights weights) {
        List<String> names = new ArrayList<>(weights.names());
        names.sort(Comparator.comparingInt((String name) -> -NARROW_TO_WIDE.indexOf(weights.dtype(name)))
                .thenComparing(Comparator.naturalOrder()));
        return names;
    }

    /// Everything before the data.
    static ByteBuffer header(Weights weights, List<String> names, Map<String, String> metadata) throws IOException {
        byte[] json = json(weights, names, metadata).getBytes(StandardCharsets.UTF_8);
        int padded = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer header = ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(padded).put(json);
        while (header.hasRemaining()) {
            header.put((byte) ' ');
        }
        return header.flip();
    }

    private static String json(Weights weights, List<String> names, Map<String, String> metadata) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject();
            if (!metadata.isEmpty()) {
                json.name(SafetensorsHeader.METADATA).beginObject();
                for (Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
                    json.name(entry.getKey()).value(entry.getValue());
                }
                json.endObject();
            }
            long begin = 0;
            for (String name : names) {
                begin = writeEntry(json, name, weights.entry(name), begin);
            }
            json.endObject();
        }
        return text.toString();
    }

    private static long writeEntry(JsonWriter json, String name, TensorEntry tensor, long begin) throws IOException {
        long end = begin + tensor.dtype().bytesOf(tensor.shape());
        json.name(name).beginObject();
        json.name("dtype").value(tensor.dtype().label());
        json.name("shape").beginArray();
        for (long extent : tensor.shape()) {
            json.value(extent);
        }
        json.endArray();
        json.name("data_offsets").beginArray().value(begin).value(end).endArray();
        json.endObject();
        return end;
    }

    private static long writeSegment(FileChannel out, MemorySegment bytes) {
        try {
            for (long at = 0; at < bytes.byteSize(); at += CHUNK) {
                writeFully(out, chunk(bytes, at));
            }
            return bytes.byteSize();
        } catch (IOException e) {
            // told with the name of the file where that is known
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer chunk(MemorySegment bytes, long at) {
        return bytes.asSlice(at, Math.min(CHUNK, bytes.byteSize() - at)).asByteBuffer();
    }

    private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
