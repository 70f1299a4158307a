package genga.wan.tensor;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.function.Supplier;

/// How a command that computes for minutes ends when somebody presses Ctrl-C.
///
/// The ordinary way out of a JVM, halting included, takes libtorch down while a call still runs in it, which ends in
/// a crash report now and then. A command that has nothing to finish leaves without it, by the C library's `_exit`.
public final class SignalExit {
    /// What shells report of a command that was interrupted.
    private static final int INTERRUPTED = 130;

    private SignalExit() {}

    /// Does `work`; SIGINT or SIGTERM meanwhile runs `last` and ends the process with status 130.
    public static <T> T during(Runnable last, Supplier<T> work) {
        Thread hook = new Thread(() -> leave(last), "signal-exit");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.get();
        } finally {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private static void leave(Runnable last) {
        try {
            last.run();
        } finally {
            System.out.flush();
            exitAtOnce();
        }
    }

    private static void exitAtOnce() {
        Linker linker = Linker.nativeLinker();
        MethodHandle exit = linker.downcallHandle(
                linker.defaultLookup().find("_exit").orElseThrow(), FunctionDescriptor.ofVoid(JAVA_INT));
        try {
            exit.invokeExact(INTERRUPTED);
        } catch (Throwable e) {
            throw new TensorException("the process could not be left: " + e.getMessage(), e);
        }
    }
}
