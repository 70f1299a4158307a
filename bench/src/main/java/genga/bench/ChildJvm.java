package genga.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A Java process of its own, for figures of memory. Its heap is small and there from the start, so what grows later
/// is not Java's.
final class ChildJvm {
    private static final String HEAP = "192m";

    private ChildJvm() {}

    /// Runs the `main` of a class and gives the last line it printed.
    static String run(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms" + HEAP,
                "-Xmx" + HEAP,
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        Program child = Program.run(command);
        List<String> lines =
                new String(child.output(), StandardCharsets.UTF_8).lines().toList();
        if (child.status() != 0 || lines.isEmpty()) {
            throw new BenchException("the process of %s %s ended with status %d"
                    .formatted(main.getSimpleName(), String.join(" ", arguments), child.status()));
        }
        return lines.getLast();
    }
}
