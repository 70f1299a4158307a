package genga.wan.tensor;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Copies on a CUDA stream of its own, started from a thread of its own, because copies from memory that is not pinned
/// hold their caller up. Libtorch computes on the default stream. Not run on a GPU.
final class CudaCopyLane implements CopyLane {
    private final CudaRuntime cuda;
    private final Device device;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread worker = new Thread(task, "weights to device");
        worker.setDaemon(true);
        return worker;
    });
    private final MemorySegment stream;

    CudaCopyLane(CudaRuntime cuda, Device device) {
        this.cuda = cuda;
        this.device = device;
        cuda.select(device.index());
        this.stream = cuda.newStream();
    }

    /// One tensor's bytes and where they go.
    private record Range(MemorySegment from, MemorySegment to) {}

    @Override
    public Arrival copy(List<Tensor> from, List<Tensor> into) {
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            long bytes = from.get(i).dtype().bytesOf(from.get(i).shape());
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
    }
}
