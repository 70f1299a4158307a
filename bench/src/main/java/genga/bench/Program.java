package genga.bench;

import java.io.File;
import java.io.IOException;
import java.util.List;

/// Another program, run to its end.
///
/// @param status 0 when all went well; -1 when there is no such program
/// @param output what it printed
record Program(int status, byte[] output) {
    static Program run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            byte[] output = process.getInputStream().readAllBytes();
            return new Program(process.waitFor(), output);
        } catch (IOException absent) {
            return new Program(-1, new byte[0]);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted while " + command.getFirst() + " ran", stopped);
        }
    }
}
