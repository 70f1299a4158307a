package genga.standalone.child;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A main class and everything needed to run it in a process of its own.
///
/// @param name        what a person calls it; also the name of its log
/// @param jvmFlags    heap, collector and the like
/// @param classPath   jars, in order; the launcher's own classes are appended
/// @param mainClass   started through [Watched], so that it ends with the launcher
/// @param environment added to the launcher's own
public record JavaProgram(
        String name,
        List<String> jvmFlags,
        List<Path> classPath,
        String mainClass,
        List<String> arguments,
        Map<String, String> environment) {

    /// Ctrl-C reaches every process of a terminal at once; ignoring it leaves the order of stopping to the launcher.
    /// An ignored signal stays ignored across `exec`, and the JVM respects that.
    private static final String IGNORING_INTERRUPTS = "trap '' INT; exec \"$@\"";

    public JavaProgram {
        jvmFlags = List.copyOf(jvmFlags);
        classPath = List.copyOf(classPath);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /// The same program with more JVM flags.
    public JavaProgram with(List<String> moreFlags) {
        List<String> flags =
                Stream.concat(jvmFlags.stream(), moreFlags.stream()).toList();
        return new JavaProgram(name, flags, classPath, mainClass, arguments, environment);
    }

    /// Class path of the process: the program's own, then the launcher's classes.
    public List<Path> wholeClassPath() {
        return Stream.concat(classPath.stream(), Stream.of(launcherClasses())).toList();
    }

    /// The JVM and its flags up to the class path, without a main class.
    public List<String> jvm(Path java) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(jvmFlags);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-cp");
        command.add(wholeClassPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        return command;
    }

    ProcessBuilder process(Path java) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", IGNORING_INTERRUPTS, "sh"));
        command.addAll(jvm(java));
        command.add(Watched.class.getName());
        command.add(mainClass);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder;
    }

    private static Path launcherClasses() {
        try {
            return Path.of(Watched.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("the launcher does not know where its own classes are", impossible);
        }
    }
}
