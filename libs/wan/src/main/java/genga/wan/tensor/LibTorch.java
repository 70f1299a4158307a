package genga.wan.tensor;

import static java.lang.invoke.MethodType.methodType;

import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;

/// libtorch in this process, loaded through DJL once, on first use.
///
/// `moduleRunMethod` is reached by a method handle because DJL's public way runs scripts in inference mode, whose
/// results can never take part in a gradient.
final class LibTorch {
    private static final String PYTORCH_LIBRARY = "ai.djl.pytorch.jni.PyTorchLibrary";

    private final PtNDManager root;
    private final MethodHandle runMethod;
    private final MethodHandle newValue;
    private final NativeTensors natives;

    private LibTorch() {
        NativeHeap.keepFreed();
        try {
            root = (PtNDManager) Engine.getEngine("PyTorch").newBaseManager(ai.djl.Device.cpu());
            Class<?> library = Class.forName(PYTORCH_LIBRARY);
            MethodHandles.Lookup inside = MethodHandles.privateLookupIn(library, MethodHandles.lookup());
            Object instance = inside.findStaticGetter(library, "LIB", library).invoke();
            runMethod = inside.findVirtual(
                            library,
                            "moduleRunMethod",
                            methodType(
                                    long.class, long.class, String.class, long[].class, boolean.class, boolean.class))
                    .bindTo(instance);
            newValue = MethodHandles.privateLookupIn(IValue.class, MethodHandles.lookup())
                    .findConstructor(IValue.class, methodType(void.class, long.class));
            natives = new NativeTensors(Path.of(LibUtils.getLibtorchPath(), System.mapLibraryName("torch_cpu")));
        } catch (Throwable e) {
            throw new TensorException(
                    "libtorch could not be loaded: " + e.getMessage()
                            + "; check that pytorch-native-cpu is on the class path (or PYTORCH_LIBRARY_PATH names a"
                            + " libtorch 2.7.1 and PYTORCH_FLAVOR its flavor) and that DJL_CACHE_DIR is writable",
                    e);
        }
    }

    /// The loaded library; a failed load is remembered and told again in the same words.
    static LibTorch get() {
        if (Holder.FAILURE != null) {
            throw new TensorException(Holder.FAILURE.getMessage(), Holder.FAILURE);
        }
        return Holder.LOADED;
    }

    PtNDManager root() {
        return root;
    }

    NativeTensors natives() {
        return natives;
    }

    /// Runs a script method with gradients off before and after; a script that needs them switches them on itself.
    ///
    /// Both switches are thread-local in libtorch, so they are set on every call.
    IValue run(long module, String method, long[] arguments) {
        JniUtils.setGraphExecutorOptimize(false);
        JniUtils.setGradMode(false);
        try {
            return (IValue) newValue.invoke((long) runMethod.invoke(module, method, arguments, true, false));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new TensorException("libtorch call " + method + " failed: " + e.getMessage(), e);
        } finally {
            JniUtils.setGradMode(false);
        }
    }

    private static final class Holder {
        static final LibTorch LOADED;
        static final TensorException FAILURE;

        static {
            LibTorch loaded = null;
            TensorException failure = null;
            try {
                loaded = new LibTorch();
            } catch (TensorException e) {
                failure = e;
            }
            LOADED = loaded;
            FAILURE = failure;
        }
    }
}
