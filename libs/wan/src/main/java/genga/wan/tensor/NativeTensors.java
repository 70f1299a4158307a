package genga.wan.tensor;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/// libtorch's exported C interface (`aoti_torch_*`), for what DJL cannot say: types it has no name for, and tensors
/// over memory that is already there. A DJL handle is the same `at::Tensor*` this interface takes.
final class NativeTensors {
    private final MethodHandle createFromBlob;
    private final MethodHandle dtype;
    private final MethodHandle dataPointer;
    private final MethodHandle deviceType;
    private final MethodHandle deviceIndex;

    NativeTensors(Path library) {
        SymbolLookup symbols = SymbolLookup.libraryLookup(library, Arena.global());
        createFromBlob = bind(
                symbols,
                "aoti_torch_create_tensor_from_blob",
                FunctionDescriptor.of(
                        JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT,
                        ADDRESS));
        FunctionDescriptor getter = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);
        dtype = bind(symbols, "aoti_torch_get_dtype", getter);
        dataPointer = bind(symbols, "aoti_torch_get_data_ptr", getter);
        deviceType = bind(symbols, "aoti_torch_get_device_type", getter);
        deviceIndex = bind(symbols, "aoti_torch_get_device_index", getter);
    }

    private static MethodHandle bind(SymbolLookup symbols, String name, FunctionDescriptor signature) {
        MemorySegment symbol = symbols.find(name)
                .orElseThrow(() -> new TensorException("libtorch lacks " + name + "; version 2.7.1 is expected"));
        return Linker.nativeLinker().downcallHandle(symbol, signature);
    }

    /// Wraps `memory` as a dense CPU tensor without copying; returns the new handle.
    long fromBlob(MemorySegment memory, DType type, long... shape) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment sizes = arena.allocateFrom(JAVA_LONG, padded(shape));
            MemorySegment strides = arena.allocateFrom(JAVA_LONG, padded(denseStrides(shape)));
            MemorySegment out = arena.allocate(ADDRESS);
            check("aoti_torch_create_tensor_from_blob", (int)
                    createFromBlob.invoke(memory, (long) shape.length, sizes, strides, 0L, type.code(), 0, 0, out));
            return out.get(JAVA_LONG, 0);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new TensorException("a tensor over existing memory could not be made: " + e.getMessage(), e);
        }
    }

    DType dtype(long handle) {
        return DType.ofCode((int) read("aoti_torch_get_dtype", dtype, handle, Integer.BYTES));
    }

    Device device(long handle) {
        int type = (int) read("aoti_torch_get_device_type", deviceType, handle, Integer.BYTES);
        return switch (type) {
            case 0 -> Device.cpu();
            case 1 -> Device.cuda((int) read("aoti_torch_get_device_index", deviceIndex, handle, Integer.BYTES));
            default -> throw new TensorException("libtorch device type " + type + " is not supported");
        };
    }

    /// The first `bytes` bytes of a CPU tensor's data; valid while the tensor lives.
    MemorySegment data(long handle, long bytes) {
        long address = read("aoti_torch_get_data_ptr", dataPointer, handle, Long.BYTES);
        return address == 0
                ? MemorySegment.NULL
                : MemorySegment.ofAddress(address).reinterpret(bytes);
    }

    private static long read(String name, MethodHandle getter, long handle, int bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(Long.BYTES, Long.BYTES);
            check(name, (int) getter.invoke(MemorySegment.ofAddress(handle), out));
            return bytes == Integer.BYTES ? out.get(JAVA_INT, 0) : out.get(JAVA_LONG, 0);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new TensorException(name + " failed: " + e.getMessage(), e);
        }
    }

    private static void check(String name, int status) {
        if (status != 0) {
            throw new TensorException(name + " failed with status " + status);
        }
    }

    private static long[] denseStrides(long[] shape) {
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= Math.max(1, shape[axis]);
        }
        return strides;
    }

    /// Zero dimensions would allocate nothing; the extra element is never read.
    private static long[] padded(long[] values) {
        return values.length == 0 ? new long[1] : values;
    }
}
