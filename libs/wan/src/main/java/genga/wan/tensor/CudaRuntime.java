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
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/// What copying beside the computation needs of NVIDIA's libcudart (CUDA Runtime API). Not run on a GPU.
///
/// Streams and events are handles; the null handle is the default stream.
final class CudaRuntime {
    private static final List<String> LIBRARIES = List.of("libcudart.so.12", "libcudart.so", "cudart64_12.dll");
    private static final int NON_BLOCKING = 1;
    private static final int WITHOUT_TIMING = 2;
    private static final int HOST_TO_DEVICE = 1;

    private final SymbolLookup symbols;

    CudaRuntime(SymbolLookup symbols) {
        this.symbols = symbols;
    }

    /// The runtime, where this machine has one.
    static Optional<CudaRuntime> find() {
        for (String library : LIBRARIES) {
            try {
                SymbolLookup symbols = SymbolLookup.libraryLookup(library, Arena.global());
                if (symbols.find("cudaMemcpyAsync").isPresent()) {
                    return Optional.of(new CudaRuntime(symbols));
                }
            } catch (IllegalArgumentException e) {
                // this machine has no library of that name; the next may be there
            }
        }
        return Optional.empty();
    }

    /// Makes a device the current one of this thread.
    void select(int device) {
        call("cudaSetDevice", List.of(JAVA_INT), device);
    }

    MemorySegment newStream() {
        return made("cudaStreamCreateWithFlags", NON_BLOCKING);
    }

    MemorySegment newEvent() {
        return made("cudaEventCreateWithFlags", WITHOUT_TIMING);
    }

    void record(MemorySegment event, MemorySegment stream) {
        call("cudaEventRecord", List.of(ADDRESS, ADDRESS), event, stream);
    }

    /// Lets `stream` go on only after `event`, which is given back at once: the driver keeps it until it has passed.
    void wait(MemorySegment stream, MemorySegment event) {
        call("cudaStreamWaitEvent", List.of(ADDRESS, ADDRESS, JAVA_INT), stream, event, 0);
        call("cudaEventDestroy", List.of(ADDRESS), event);
    }

    void copy(MemorySegment from, MemorySegment to, MemorySegment stream) {
        call(
                "cudaMemcpyAsync",
                List.of(ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS),
                to,
                from,
                from.byteSize(),
                HOST_TO_DEVICE,
                stream);
    }

    /// Main memory whose pages stay where they are, so that copies from it need no detour; nothing when there is not
    /// enough of it.
    Optional<MemorySegment> pinned(long bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ADDRESS);
            int status = status("cudaHostAlloc", List.of(ADDRESS, JAVA_LONG, JAVA_INT), out, bytes, 0);
            if (status != 0) {
                // the runtime hands an error it still remembers to whoever asks next
                status("cudaGetLastError", List.of());
                return Optional.empty();
            }
            return Optional.of(out.get(ADDRESS, 0).reinterpret(bytes));
        }
    }

    void free(MemorySegment pinned) {
        call("cudaFreeHost", List.of(ADDRESS), pinned);
    }

    void destroyStream(MemorySegment stream) {
        call("cudaStreamSynchronize", List.of(ADDRESS), stream);
        call("cudaStreamDestroy", List.of(ADDRESS), stream);
    }

    private MemorySegment made(String name, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ADDRESS);
            call(name, List.of(ADDRESS, JAVA_INT), out, flags);
            return out.get(ADDRESS, 0);
        }
    }

    private void call(String name, List<MemoryLayout> parameters, Object... arguments) {
        int status = status(name, parameters, arguments);
        if (status != 0) {
            throw new TensorException("%s failed with CUDA error %d".formatted(name, status));
        }
    }

    private int status(String name, List<MemoryLayout> parameters, Object... arguments) {
        MemorySegment symbol =
                symbols.find(name).orElseThrow(() -> new TensorException("the CUDA runtime lacks " + name));
        MethodHandle function = Linker.nativeLinker()
                .downcallHandle(symbol, FunctionDescriptor.of(JAVA_INT, parameters.toArray(MemoryLayout[]::new)));
        try {
            return (int) function.invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new TensorException(name + " failed: " + e.getMessage(), e);
        }
    }
}
