package genga.media.probe;

import genga.media.CodePath;
import genga.media.MediaFacts;
import genga.media.MediaKind;
import genga.media.UnreadableMedia;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Probes a file in a Java process of its own, under limits, so that a file made to crash or to exhaust FFmpeg costs
/// that
/// process only.
public final class IsolatedProbe {
    private static final Path SHELL = Path.of("/bin/sh");

    private final ProbeLimits limits;
    private final String classPath = CodePath.classPath();

    public IsolatedProbe(ProbeLimits limits) {
        this.limits = limits;
    }

    /// What the container says, after the first frames were decoded as well.
    ///
    /// @throws UnreadableMedia when the file is not of the kind, is out of bounds, or broke the looking process
    public MediaFacts look(Path file, MediaKind kind) {
        try {
            // a process that crashes leaves a report where it runs
            Path room = Files.createTempDirectory("genga-probe");
            try {
                Path answer = Files.createFile(room.resolve("answer.json"));
                int status = run(command(file, kind), answer);
                return read(Files.readString(answer, StandardCharsets.UTF_8).strip(), status, kind);
            } finally {
                remove(room);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not start a process to look at " + file.getFileName(), e);
        }
    }

    private static void remove(Path room) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(room)) {
            files = all.toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(room);
    }

    private static MediaFacts read(String line, int status, MediaKind kind) {
        if (status != 0 || line.isEmpty()) {
            throw new UnreadableMedia(
                    "file", kind.expected(), "one that broke the process looking at it (status " + status + ")");
        }
        return FactsLine.read(line);
    }

    /// Returns the exit status.
    private int run(List<String> command, Path answer) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(answer.getParent().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(answer.toFile())
                .start();
        try {
            if (process.waitFor(limits.wall().toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a file was probed", stopped);
        } finally {
            process.destroyForcibly().onExit().join();
        }
        throw new UnreadableMedia(
                "file",
                "one that can be looked at within %d s".formatted(limits.wall().toSeconds()),
                "one that takes longer");
    }

    private List<String> command(Path file, MediaKind kind) {
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:CompressedClassSpaceSize=32m",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        String cache = System.getProperty("org.bytedeco.javacpp.cachedir");
        if (cache != null) {
            java.add("-Dorg.bytedeco.javacpp.cachedir=" + cache);
        }
        java.addAll(List.of("-cp", classPath, ProbeProcess.class.getName()));
        java.addAll(List.of(file.toAbsolutePath().toString(), kind.name()));
        java.addAll(List.of(
                Long.toString(limits.pixels()),
                Integer.toString(limits.streams()),
                Long.toString(limits.length().toSeconds())));
        return limited(java);
    }

    /// Under the shell's limits of processor time and address space; a crash leaves no core behind.
    private List<String> limited(List<String> java) {
        if (!Files.isExecutable(SHELL)) {
            return java;
        }
        String limit = "ulimit -c 0; ulimit -t %d; ulimit -v %d; exec \"$@\""
                .formatted(limits.cpu().toSeconds(), limits.memoryMebibytes() * 1024L);
        List<String> command = new ArrayList<>(List.of(SHELL.toString(), "-c", limit, "probe"));
        command.addAll(java);
        return command;
    }
}
