package genga.standalone.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/// Where the lines of a process go: a file, the listener, and a short memory for messages about a failed start.
///
/// The file is kept across starts and moved aside to `NAME.log.1` when it passes 16 MiB. Not written to concurrently:
/// one
/// process, one pump.
final class ChildLog {

    private static final long FULL = 16L << 20;
    private static final int REMEMBERED = 12;

    private final Path file;
    private final Consumer<String> listener;
    private final Deque<String> last = new ArrayDeque<>();

    ChildLog(Path file, Consumer<String> listener) {
        this.file = file;
        this.listener = listener;
    }

    Path file() {
        return file;
    }

    List<String> lastLines() {
        synchronized (last) {
            return List.copyOf(last);
        }
    }

    /// Reads until the process closes its output.
    void pump(InputStream output) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                line = keepUntilFull(line, lines);
            }
        }
    }

    /// Writes the line and those after it to one file; returns the line that did not fit, null at the end.
    private String keepUntilFull(String first, BufferedReader lines) throws IOException {
        if (Files.exists(file) && Files.size(file) > FULL) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        long written = Files.exists(file) ? Files.size(file) : 0;
        try (Writer out = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            String line = first;
            while (line != null && written <= FULL) {
                out.write(line + "\n");
                out.flush();
                written += line.length() + 1L;
                tell(line);
                line = lines.readLine();
            }
            return line;
        }
    }

    private void tell(String line) {
        synchronized (last) {
            last.addLast(line);
            if (last.size() > REMEMBERED) {
                last.removeFirst();
            }
        }
        listener.accept(line);
    }
}
