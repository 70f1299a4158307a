package genga.wan.tensor;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// What glibc does with the memory of tensors that are gone. Other C libraries have no such switches and are let alone.
///
/// By itself it hands much of it to the system, and the next step or pass gets it back page by page, zeroed: tens of
/// thousands of page faults for the sizes of the step before. It also keeps small blocks back, per thread, that lie
/// between the holes of aligned tensors, so that the next ones do not fit in; only `GLIBC_TUNABLES` in the environment
/// (`glibc.malloc.tcache_count=0`) ends that, which Genga's launcher sets.
public final class NativeHeap {
    // malloc.h of glibc
    private static final int M_TRIM_THRESHOLD = -1;
    private static final int M_TOP_PAD = -2;
    private static final int M_MMAP_THRESHOLD = -3;
    /// The most that may come from a heap and not from a mapping of its own: half a heap of glibc, 32 MiB.
    private static final int LARGEST_IN_HEAP = 32 << 20;
    /// A padding of a whole heap is what keeps glibc from unmapping the empty heaps of threads.
    private static final int WHOLE_HEAP = 64 << 20;

    private static final Optional<MethodHandle> OPTION =
            function("mallopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final Optional<MethodHandle> TRIM =
            function("malloc_trim", FunctionDescriptor.of(JAVA_INT, JAVA_LONG));

    private NativeHeap() {}

    /// From now on keeps freed memory for the next tensors.
    static void keepFreed() {
        set(M_MMAP_THRESHOLD, LARGEST_IN_HEAP);
        set(M_TOP_PAD, WHOLE_HEAP);
        set(M_TRIM_THRESHOLD, Integer.MAX_VALUE);
    }

    /// Hands the memory that was freed so far to the system: whoever closes a model or ends a training is done with it.
    public static void giveBack() {
        TRIM.ifPresent(trim -> call(trim, 0L));
    }

    private static void set(int parameter, int value) {
        OPTION.ifPresent(option -> call(option, parameter, value));
    }

    private static Optional<MethodHandle> function(String name, FunctionDescriptor signature) {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup().find(name).map(address -> linker.downcallHandle(address, signature));
    }

    private static void call(MethodHandle function, Object... arguments) {
        try {
            function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new TensorException("the C library's allocator could not be set: " + e.getMessage(), e);
        }
    }
}
