package genga.standalone.studio;

import genga.standalone.child.JavaProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// Ahead-of-time caches of the JVM (JEP 483, JEP 514), one file per program: classes are mapped as an earlier start
/// left
/// them instead of being parsed and linked again.
///
/// Beside each cache lies a key over everything it was made from; a cache whose key does not fit is not used.
///
/// @param folder of the caches; need not exist
public record RecordedCaches(Path folder) implements StartupCaches {

    @Override
    public List<String> flags(JavaProgram program) {
        return fits(program) ? List.of("-XX:AOTCache=" + cache(program), "-Xlog:aot*=off") : List.of();
    }

    boolean fits(JavaProgram program) {
        return Files.exists(cache(program)) && settled(program);
    }

    /// Whether this very program has a cache or has been given up on.
    boolean settled(JavaProgram program) {
        try {
            return Files.exists(keyFile(program))
                    && Files.readString(keyFile(program)).equals(key(program));
        } catch (IOException unreadable) {
            return false; // then the program starts without, only slower
        }
    }

    /// Whether the JVM can make a cache: it refuses class paths with folders in them.
    static boolean possible(JavaProgram program) {
        return program.wholeClassPath().stream().allMatch(Files::isRegularFile);
    }

    Path cache(JavaProgram program) {
        return folder.resolve(program.name() + ".aot");
    }

    private Path keyFile(JavaProgram program) {
        return folder.resolve(program.name() + ".key");
    }

    /// Takes a finished cache in.
    void adopt(JavaProgram program, Path made) throws IOException {
        Files.deleteIfExists(keyFile(program));
        Files.move(made, cache(program), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(keyFile(program), key(program));
    }

    /// Notes that no cache can be made of this program, so that it is not tried at every start.
    void giveUp(JavaProgram program) throws IOException {
        Files.deleteIfExists(cache(program));
        Files.writeString(keyFile(program), key(program));
    }

    /// Hash over the JVM, its flags, and name, size and age of every jar.
    private static String key(JavaProgram program) throws IOException {
        StringBuilder parts = new StringBuilder(System.getProperty("java.vm.version"));
        program.jvmFlags().forEach(flag -> parts.append('\n').append(flag));
        for (Path entry : program.wholeClassPath()) {
            appendJars(parts, entry);
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(parts.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }

    /// A jar that only names others, as Quarkus builds it, stands for all jars under its folder.
    private static void appendJars(StringBuilder parts, Path entry) throws IOException {
        boolean starter = entry.endsWith("quarkus-run.jar");
        try (Stream<Path> files = starter ? Files.walk(entry.getParent()) : Stream.of(entry)) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                parts.append('\n').append(jar).append(' ').append(Files.size(jar));
                parts.append(' ').append(Files.getLastModifiedTime(jar).toMillis());
            }
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }
}
