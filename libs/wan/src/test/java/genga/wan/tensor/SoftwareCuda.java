package genga.wan.tensor;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// NVIDIA's runtime as far as copies need it, in main memory: every function does its work within the call and writes
/// down that it was called. Streams and events are numbered; the default stream is 0.
final class SoftwareCuda implements AutoCloseable {
    private static final int OUT_OF_MEMORY = 2;

    private final Arena arena = Arena.ofShared();
    private final Map<String, MemorySegment> functions = new HashMap<>();
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final List<MemorySegment> pinned = new ArrayList<>();
    private final long memory;
    private long handles;

    /// @param memory bytes that can be pinned
    SoftwareCuda(long memory) throws ReflectiveOperationException {
        this.memory = memory;
        add("cudaSetDevice", JAVA_INT);
        add("cudaStreamCreateWithFlags", ADDRESS, JAVA_INT);
        add("cudaEventCreateWithFlags", ADDRESS, JAVA_INT);
        add("cudaEventRecord", ADDRESS, ADDRESS);
        add("cudaStreamWaitEvent", ADDRESS, ADDRESS, JAVA_INT);
        add("cudaEventDestroy", ADDRESS);
        add("cudaMemcpyAsync", ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS);
        add("cudaStreamSynchronize", ADDRESS);
        add("cudaStreamDestroy", ADDRESS);
        add("cudaHostAlloc", ADDRESS, JAVA_LONG, JAVA_INT);
        add("cudaFreeHost", ADDRESS);
        add("cudaGetLastError");
    }

    private void add(String name, MemoryLayout... parameters) throws ReflectiveOperationException {
        FunctionDescriptor signature = FunctionDescriptor.of(JAVA_INT, parameters);
        MethodType type = signature.toMethodType();
        functions.put(
                name,
                Linker.nativeLinker().upcallStub(MethodHandles.lookup().bind(this, name, type), signature, arena));
    }

    CudaRuntime runtime() {
        return new CudaRuntime((SymbolLookup) name -> Optional.ofNullable(functions.get(name)));
    }

    /// What was called and matters for the order of things.
    List<String> calls() {
        return List.copyOf(calls);
    }

    /// Whether a tensor's data lies in pinned memory.
    boolean isPinned(Tensor tensor) {
        long address = LibTorch.get().natives().data(tensor.handle(), 1).address();
        return pinned.stream()
                .anyMatch(each -> address >= each.address() && address < each.address() + each.byteSize());
    }

    int cudaSetDevice(int device) {
        return 0;
    }

    int cudaStreamCreateWithFlags(MemorySegment out, int flags) {
        return handle(out);
    }

    int cudaEventCreateWithFlags(MemorySegment out, int flags) {
        return handle(out);
    }

    private synchronized int handle(MemorySegment out) {
        out.reinterpret(ADDRESS.byteSize()).set(ADDRESS, 0, MemorySegment.ofAddress(++handles));
        return 0;
    }

    int cudaEventRecord(MemorySegment event, MemorySegment stream) {
        calls.add("record %d on %d".formatted(event.address(), stream.address()));
        return 0;
    }

    int cudaStreamWaitEvent(MemorySegment stream, MemorySegment event, int flags) {
        calls.add("%d waits for %d".formatted(stream.address(), event.address()));
        return 0;
    }

    int cudaEventDestroy(MemorySegment event) {
        return 0;
    }

    int cudaMemcpyAsync(MemorySegment to, MemorySegment from, long bytes, int kind, MemorySegment stream) {
        to.reinterpret(bytes).copyFrom(from.reinterpret(bytes));
        calls.add("copy %d on %d".formatted(bytes, stream.address()));
        return 0;
    }

    int cudaStreamSynchronize(MemorySegment stream) {
        calls.add("all of %d done".formatted(stream.address()));
        return 0;
    }

    int cudaStreamDestroy(MemorySegment stream) {
        return 0;
    }

    int cudaHostAlloc(MemorySegment out, long bytes, int flags) {
        long taken = pinned.stream().mapToLong(MemorySegment::byteSize).sum();
        if (taken + bytes > memory) {
            return OUT_OF_MEMORY;
        }
        MemorySegment found = arena.allocate(bytes, 4096);
        pinned.add(found);
        out.reinterpret(ADDRESS.byteSize()).set(ADDRESS, 0, found);
        return 0;
    }

    int cudaFreeHost(MemorySegment memory) {
        pinned.removeIf(each -> each.address() == memory.address());
        calls.add("free");
        return 0;
    }

    int cudaGetLastError() {
        calls.add("forget the error");
        return 0;
    }

    @Override
    public void close() {
        arena.close();
    }
}
