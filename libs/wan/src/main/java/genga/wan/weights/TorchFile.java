package genga.wan.weights;

import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.Pickled.TensorView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// A `.pth` or `.pt` file: the zip archive `torch.save` writes, mapped once and read in place. Nothing in it is run.
final class TorchFile implements Weights {
    private static final long MAX_PICKLE = 64L << 20;
    private static final String PICKLE = "/data.pkl";

    private final Path path;
    private final Arena arena;
    private final MemorySegment file;
    private final Map<String, TensorEntry> entries = new LinkedHashMap<>();

    private TorchFile(Path path, Arena arena, MemorySegment file) {
        this.path = path;
        this.arena = arena;
        this.file = file;
        Map<String, ZipDirectory.Range> members = ZipDirectory.read(file);
        String root = root(members);
        checkByteOrder(members.get(root + "/byteorder"));
        Pickled pickle = PickleMachine.read(pickle(members.get(root + PICKLE)));
        StateDictionary.tensors(pickle).forEach((name, view) -> entries.put(name, entry(root, members, name, view)));
    }

    static Weights open(Path path) {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return new TorchFile(path, arena, channel.map(MapMode.READ_ONLY, 0, channel.size(), arena));
        } catch (IOException e) {
            arena.close();
            throw new UncheckedIOException("weights file %s could not be read: %s".formatted(path, e), e);
        } catch (RuntimeException e) {
            arena.close();
            throw new WeightsException(path + " is not a valid torch file: " + e.getMessage(), e);
        }
    }

    private static String root(Map<String, ZipDirectory.Range> members) {
        return members.keySet().stream()
                .filter(name -> name.endsWith(PICKLE) && name.indexOf('/') == name.length() - PICKLE.length())
                .map(name -> name.substring(0, name.length() - PICKLE.length()))
                .findFirst()
                .orElseThrow(() -> new WeightsException("it is a zip archive without data.pkl; expected torch.save's"));
    }

    private void checkByteOrder(ZipDirectory.Range member) {
        if (member != null && !"little".equals(new String(bytes(member), StandardCharsets.US_ASCII))) {
            throw new WeightsException("its numbers are not little-endian; save it again on a usual machine");
        }
    }

    private byte[] pickle(ZipDirectory.Range member) {
        if (member.bytes() > MAX_PICKLE) {
            throw new WeightsException(
                    "its data.pkl has %d bytes; expected at most %d".formatted(member.bytes(), MAX_PICKLE));
        }
        return bytes(member);
    }

    private byte[] bytes(ZipDirectory.Range member) {
        return file.asSlice(member.begin(), member.bytes()).toArray(ValueLayout.JAVA_BYTE);
    }

    /// The file range of a tensor, after checking that its storage holds it densely.
    private static TensorEntry entry(
            String root, Map<String, ZipDirectory.Range> members, String name, TensorView view) {
        ZipDirectory.Range member = members.get(root + "/data/" + view.storage().key());
        if (member == null) {
            throw new WeightsException("tensor %s lies in storage %s, which the archive lacks; fetch it again"
                    .formatted(name, view.storage().key()));
        }
        checkDense(name, view);
        try {
            long claimed = Math.multiplyExact(
                    view.storage().elements(), (long) view.storage().dtype().bytes());
            if (claimed != member.bytes()) {
                throw new WeightsException(
                        "storage %s of tensor %s should have %d bytes, but the archive holds %d; fetch it again"
                                .formatted(view.storage().key(), name, claimed, member.bytes()));
            }
            long offset = Math.multiplyExact(view.offset(), (long) view.dtype().bytes());
            long bytes = view.dtype().bytesOf(view.shape());
            if (Math.addExact(offset, bytes) > member.bytes()) {
                throw new WeightsException("tensor %s needs bytes %d to %d of storage %s, which has %d; fetch it again"
                        .formatted(name, offset, offset + bytes, view.storage().key(), member.bytes()));
            }
            long begin = member.begin() + offset;
            return new TensorEntry(view.dtype(), view.shape(), begin, begin + bytes);
        } catch (ArithmeticException e) {
            throw new WeightsException("tensor " + name + " is larger than any file", e);
        }
    }

    private static void checkDense(String name, TensorView view) {
        long[] shape = view.shape();
        long expected = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            if (shape[axis] != 1 && view.strides()[axis] != expected) {
                throw new WeightsException(
                        "tensor %s is stored with gaps or transposed: axis %d has stride %d, expected"
                                        .formatted(name, axis, view.strides()[axis])
                                + " " + expected + "; save its contiguous() copy");
            }
            expected *= Math.max(shape[axis], 1);
        }
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    @Override
    public TensorEntry entry(String name) {
        TensorEntry entry = entries.get(name);
        if (entry == null) {
            throw new WeightsException(
                    "tensor %s is missing in %s, which holds %d tensors".formatted(name, path, entries.size()));
        }
        return entry;
    }

    @Override
    public Tensor tensor(TensorScope scope, String name) {
        TensorEntry entry = entry(name);
        return MappedTensor.of(scope, file.asSlice(entry.begin(), entry.bytes()), entry);
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
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
