package genga.wan.tensor;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import ai.djl.pytorch.engine.PtNDArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.Function;

/// A dense array in libtorch's memory (or over a mapped file), owned by a [TensorScope].
///
/// It offers what is safe for every element type and nothing else: DJL's own operations abort the process on bf16 and
/// cut gradients silently. All mathematics is done by a [Script].
public final class Tensor implements AutoCloseable {
    private final PtNDArray array;

    Tensor(PtNDArray array) {
        this.array = array;
    }

    /// A copy of `values` as fp32.
    public static Tensor of(TensorScope scope, float[] values, long... shape) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment copy = arena.allocateFrom(JAVA_FLOAT, values.length == 0 ? new float[1] : values);
            return ofBytes(scope, copy.asSlice(0, (long) values.length * Float.BYTES), DType.F32, shape);
        }
    }

    /// A copy of raw little-endian bytes; `bytes` may lie on the heap.
    public static Tensor ofBytes(TensorScope scope, MemorySegment bytes, DType type, long... shape) {
        checkSize(bytes, type, shape);
        try (TensorScope scratch = scope.child();
                Arena arena = Arena.ofConfined()) {
            MemorySegment at = bytes;
            if (!bytes.isNative()) {
                at = arena.allocate(Math.max(bytes.byteSize(), 1), Long.BYTES);
                MemorySegment.copy(bytes, 0, at, 0, bytes.byteSize());
            }
            return CoreScript.get().call(scope, "copy", wrap(scratch, at, type, shape));
        }
    }

    /// A tensor over `memory` itself, without a copy. The memory must be native and outlive the tensor and everything
    /// that views it. Over a read-only mapping, no script may change the tensor in place.
    public static Tensor ofBlob(TensorScope scope, MemorySegment memory, DType type, long... shape) {
        checkSize(memory, type, shape);
        if (!memory.isNative()) {
            throw new IllegalArgumentException("a tensor without a copy needs native memory, got a heap segment");
        }
        return wrap(scope, memory, type, shape);
    }

    private static Tensor wrap(TensorScope scope, MemorySegment memory, DType type, long... shape) {
        long handle = LibTorch.get().natives().fromBlob(memory, type, shape);
        return new Tensor(new PtNDArray(scope.manager(), handle));
    }

    private static void checkSize(MemorySegment memory, DType type, long... shape) {
        if (memory.byteSize() != type.bytesOf(shape)) {
            throw new IllegalArgumentException("%s %s needs %d bytes, got %d"
                    .formatted(type.label(), Arrays.toString(shape), type.bytesOf(shape), memory.byteSize()));
        }
    }

    public long[] shape() {
        return array.getShape().getShape().clone();
    }

    /// Extent of one axis; negative axes count from the end.
    public long size(int axis) {
        long[] shape = shape();
        return shape[axis < 0 ? shape.length + axis : axis];
    }

    public long elements() {
        return array.getShape().size();
    }

    public DType dtype() {
        return LibTorch.get().natives().dtype(handle());
    }

    public Device device() {
        return LibTorch.get().natives().device(handle());
    }

    /// A copy with storage of its own.
    public Tensor copy(TensorScope scope) {
        return CoreScript.get().call(scope, "copy", this);
    }

    /// This tensor in another type; the same storage when the type is already right.
    public Tensor to(TensorScope scope, DType type) {
        return CoreScript.get().call(scope, "to_dtype", this, type.code());
    }

    /// True where products of this type run in fp32 and are rounded once, because the processor has no instructions
    /// for them.
    public boolean widensProducts() {
        return CoreScript.get().callDouble("slow", this) != 0;
    }

    /// This tensor on another device; the same storage when it is already there.
    public Tensor to(TensorScope scope, Device device) {
        return CoreScript.get().call(scope, "to_device", this, device.toString());
    }

    /// The values as fp32, in row-major order, whatever the type and device.
    public float[] toFloats() {
        return read(DType.F32, bytes -> bytes.toArray(JAVA_FLOAT));
    }

    /// The raw little-endian bytes in row-major order.
    public byte[] toBytes() {
        return read(dtype(), bytes -> bytes.toArray(JAVA_BYTE));
    }

    /// Lets `reader` see the raw bytes in row-major order, copied only when the tensor is not already dense on the
    /// CPU. The segment must not be used after `reader` returns.
    public <R> R readBytes(Function<MemorySegment, R> reader) {
        return read(dtype(), reader);
    }

    private <R> R read(DType type, Function<MemorySegment, R> reader) {
        try (TensorScope scratch = TensorScope.open()) {
            Tensor dense = CoreScript.get().call(scratch, "dense_on_cpu", this, type.code());
            long bytes = type.bytesOf(shape());
            return reader.apply(LibTorch.get().natives().data(dense.handle(), bytes));
        }
    }

    /// True when this tensor's data begin at the same address as `other`'s.
    public boolean sharesMemoryWith(Tensor other) {
        NativeTensors natives = LibTorch.get().natives();
        return natives.data(handle(), 1).address()
                == natives.data(other.handle(), 1).address();
    }

    long handle() {
        return array.getHandle();
    }

    PtNDArray array() {
        return array;
    }

    @Override
    public void close() {
        array.close();
    }

    @Override
    public String toString() {
        return dtype().label() + Arrays.toString(shape());
    }
}
