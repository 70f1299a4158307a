package genga.standalone.child;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Arrays;

/// The entry point of every process that the launcher starts: `Watched MAIN_CLASS [ARGUMENT...]`. Runs the main class
/// and
/// ends the process as soon as standard input does.
///
/// Standard input is a pipe whose other end only the launcher holds, so it ends with the launcher however that goes,
/// also
/// by `kill -9`, and no process is left behind. Depends on nothing but the JDK: it shares the class path of a stranger.
public final class Watched {

    /// An orderly stop may take this long before the process is halted.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Watched() {}

    public static void main(String[] arguments) throws Throwable {
        Thread.ofPlatform().daemon().name("launcher-watch").start(() -> endWith(System.in));
        try {
            Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static void endWith(InputStream pipe) {
        try {
            while (pipe.read() >= 0) {
                // the launcher never writes; whatever comes means that it is there
            }
        } catch (IOException broken) {
            System.err.println("the pipe to the launcher broke: " + broken.getMessage());
        }
        Thread.ofPlatform().daemon().name("launcher-watch-halt").start(Watched::haltAfterPatience);
        System.exit(1);
    }

    private static void haltAfterPatience() {
        try {
            Thread.sleep(PATIENCE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
