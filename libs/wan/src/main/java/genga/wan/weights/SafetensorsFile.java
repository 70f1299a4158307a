package genga.wan.weights;

import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;

/// A safetensors file of any size, mapped once and read in place.
public final class SafetensorsFile implements Weights {
    private static final ValueLayout.OfLong LENGTH = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long MAX_HEADER = 100_000_000;

    private final Path path;
    private final Arena arena;
    private final MemorySegment data;
    private final SafetensorsHeader header;

    private SafetensorsFile(Path path, Arena arena, MemorySegment file) {
        long headerBytes = headerBytes(file);
        byte[] json = file.asSlice(Long.BYTES, headerBytes).toArray(ValueLayout.JAVA_BYTE);
        this.path = path;
        this.arena = arena;
        this.data = file.asSlice(Long.BYTES + headerBytes);
        this.header = SafetensorsHeader.parse(json, data.byteSize());
    }

    /// Maps and checks a file; a bad one is refused with a sentence that names it.
    public static SafetensorsFile open(Path path) {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment file = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
            return new SafetensorsFile(path, arena, file);
        } catch (IOException e) {
            arena.close();
            throw new UncheckedIOException("weights file %s could not be read: %s".formatted(path, e), e);
        } catch (RuntimeException e) {
            arena.close();
            throw new WeightsException(
                    "%s is not a valid safetensors file: %s; fetch it again".formatted(path, e.getMessage()), e);
        }
    }

    private static long headerBytes(MemorySegment file) {
        if (file.byteSize() < Long.BYTES) {
            throw new WeightsException("it has only " + file.byteSize() + " bytes");
        }
        long length = file.get(LENGTH, 0);
        if (length < 0 || length > MAX_HEADER || length > file.byteSize() - Long.BYTES) {
            throw new WeightsException("it claims a header of %s bytes in a file of %d"
                    .formatted(Long.toUnsignedString(length), file.byteSize()));
        }
        return length;
    }

    @Override
    public Set<String> names() {
        return header.entries().keySet();
    }

    @Override
    public TensorEntry entry(String name) {
        TensorEntry entry = header.entries().get(name);
        if (entry == null) {
            String example = names().stream()
                    .findFirst()
                    .map(first -> ", such as " + first)
                    .orElse("");
            throw new WeightsException("tensor %s is missing in %s, which holds %d tensors%s"
                    .formatted(name, path, names().size(), example));
        }
        return entry;
    }

    @Override
    public Tensor tensor(TensorScope scope, String name) {
        return MappedTensor.of(scope, bytes(name), entry(name));
    }

    /// The raw bytes of one tensor; valid until this file is closed.
    public MemorySegment bytes(String name) {
        TensorEntry entry = entry(name);
        return data.asSlice(entry.begin(), entry.bytes());
    }

    @Override
    public Map<String, String> metadata() {
        return header.metadata();
    }

    @Override
    public String origin() {
        return path.toString();
    }

    /// Once is enough, twice does no harm.
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
