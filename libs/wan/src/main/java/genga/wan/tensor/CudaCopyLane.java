package genga.wan.tensor;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Copies on a CUDA stream of its own, out of pinned memory where there is enough of it. Copies are started from a
/// thread of their own, because those from memory that is not pinned hold their caller up. Libtorch computes on the
/// default stream. Run against a software runtime, not on a GPU.
final class CudaCopyLane implements CopyLane {
    private static final long ALIGNMENT = 256;

    private final CudaRuntime cuda;
    private final Device device;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread worker = new Thread(task, "weights to device");
        worker.setDaemon(true);
        return worker;
    });
    private final MemorySegment stream;
    private final List<MemorySegment> pinned = new ArrayList<>();
    private long mayPin;

    /// @param mayPin bytes of main memory that may be pinned, so that the rest of the machine keeps enough
    CudaCopyLane(CudaRuntime cuda, Device device, long mayPin) {
        this.cuda = cuda;
        this.device = device;
        this.mayPin = mayPin;
        cuda.select(device.index());
        this.stream = cuda.newStream();
    }

    @Override
    public List<Tensor> home(List<Tensor> weights, TensorScope scope) {
        long bytes = weights.stream().mapToLong(CudaCopyLane::slot).sum();
        if (bytes > mayPin) {
            return weights;
        }
        cuda.select(device.index());
        return cuda.pinned(bytes).map(memory -> moved(weights, memory, scope)).orElse(weights);
    }

    private List<Tensor> moved(List<Tensor> weights, MemorySegment memory, TensorScope scope) {
        pinned.add(memory);
        mayPin -= memory.byteSize();
        List<Tensor> moved = new ArrayList<>();
        long at = 0;
        for (Tensor tensor : weights) {
            MemorySegment place = memory.asSlice(at, bytes(tensor));
            place.copyFrom(data(tensor, bytes(tensor)));
            moved.add(Tensor.ofBlob(scope, place, tensor.dtype(), tensor.shape()));
            at += slot(tensor);
            tensor.close();
        }
        return moved;
    }

    private static long bytes(Tensor tensor) {
        return tensor.dtype().bytesOf(tensor.shape());
    }

    private static long slot(Tensor tensor) {
        return Math.ceilDiv(bytes(tensor), ALIGNMENT) * ALIGNMENT;
    }

    /// One tensor's bytes and where they go.
    private record Range(MemorySegment from, MemorySegment to) {}

    @Override
    public Arrival copy(List<Tensor> from, List<Tensor> into) {
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            long bytes = bytes(from.get(i));
            ranges.add(new Range(data(from.get(i), bytes), data(into.get(i), bytes)));
        }
        cuda.select(device.index());
        MemorySegment before = cuda.newEvent();
        cuda.record(before, MemorySegment.NULL);
        CompletableFuture<MemorySegment> copied = CompletableFuture.supplyAsync(() -> copied(ranges, before), thread);
        return () -> {
            MemorySegment after = copied.join();
            cuda.wait(MemorySegment.NULL, after);
        };
    }

    /// Starts the copies and returns the event that follows them.
    private MemorySegment copied(List<Range> ranges, MemorySegment before) {
        cuda.select(device.index());
        cuda.wait(stream, before);
        ranges.forEach(range -> cuda.copy(range.from(), range.to(), stream));
        MemorySegment after = cuda.newEvent();
        cuda.record(after, stream);
        return after;
    }

    private static MemorySegment data(Tensor tensor, long bytes) {
        return LibTorch.get().natives().data(tensor.handle(), bytes);
    }

    @Override
    public void close() {
        thread.close();
        cuda.destroyStream(stream);
        pinned.forEach(cuda::free);
    }
}
