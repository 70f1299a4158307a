package genga.standalone.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// One running process of a program, from its start to its end.
final class Child {

    private final Process process;

    private Child(Process process) {
        this.process = process;
    }

    /// Starts the process; its lines go to the log for as long as it writes any.
    static Child start(JavaProgram program, Path java, ChildLog log) {
        try {
            Process process = program.process(java).start();
            Thread.ofVirtual().name(program.name() + "-log").start(() -> pump(process, log));
            return new Child(process);
        } catch (IOException refused) {
            throw new UncheckedIOException(program.name() + " could not be started with " + java, refused);
        }
    }

    private static void pump(Process process, ChildLog log) {
        try {
            log.pump(process.getInputStream());
        } catch (IOException failed) {
            // without a reader the process would block on its next line
            process.destroyForcibly();
            throw new UncheckedIOException("the log " + log.file() + " cannot be written", failed);
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Waits for the end and returns the exit status.
    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /// Through the handle: the process object would close the pipes too, and with them go the last lines.
    void askToStop() {
        process.toHandle().destroy();
    }

    /// Waits for the end; kills what has not ended by then.
    void endWithin(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.toHandle().destroyForcibly();
                process.waitFor();
            }
        } catch (InterruptedException hurried) {
            process.toHandle().destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
