package genga.standalone.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A file with the processes of a studio, one `NAME PID START` per line, so that the next start can wait for those that
/// a
/// killed launcher left on their way out: they still hold the broker's folder.
///
/// @param file created at the first note
public record ProcessNotes(Path file) {

    /// Processes end by themselves when the launcher does; see [Watched].
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /// A process id is used again one day; the start time tells the two apart. The kernel's clock tick is coarse.
    private static final Duration SAME_START = Duration.ofSeconds(3);

    synchronized void note(String name, ProcessHandle process) {
        long start = process.info().startInstant().orElseGet(Instant::now).toEpochMilli();
        String line = "%s %d %d%n".formatted(name, process.pid(), start);
        try {
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException("the process list " + file + " cannot be written", failed);
        }
    }

    /// Returns when no noted process runs any more; those that stay are killed. Forgets all notes.
    public void awaitEndOfAll() throws IOException {
        if (Files.notExists(file)) {
            return;
        }
        List<ProcessHandle> left = Files.readAllLines(file).stream()
                .map(ProcessNotes::running)
                .flatMap(Optional::stream)
                .toList();
        Instant deadline = Instant.now().plus(PATIENCE);
        for (ProcessHandle process : left) {
            endBy(deadline, process);
        }
        Files.delete(file);
    }

    private static Optional<ProcessHandle> running(String line) {
        String[] parts = line.split(" ");
        if (parts.length != 3) {
            return Optional.empty(); // the launcher was killed while writing it
        }
        Instant start = Instant.ofEpochMilli(Long.parseLong(parts[2]));
        return ProcessHandle.of(Long.parseLong(parts[1]))
                .filter(process -> process.info()
                        .startInstant()
                        .map(actual -> Duration.between(actual, start).abs().compareTo(SAME_START) < 0)
                        .orElse(false));
    }

    private static void endBy(Instant deadline, ProcessHandle process) {
        try {
            long left = Math.max(0, Duration.between(Instant.now(), deadline).toMillis());
            process.onExit().get(left, TimeUnit.MILLISECONDS);
        } catch (TimeoutException stays) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException unexpected) {
            throw new IllegalStateException("could not wait for process " + process.pid(), unexpected);
        }
    }
}
