package genga.standalone.studio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/// A studio on the real broker and the real store, with programs of the tests in place of services.
final class StudioFixture {

    private final Path root;
    final Transcript transcript = new Transcript();

    /// @param root an empty folder; becomes a checkout with the built broker and store of this one
    StudioFixture(Path root) throws IOException {
        this.root = root;
        Path standalone = Path.of("..").toRealPath();
        Files.createDirectories(root.resolve("standalone"));
        for (String module : List.of("broker", "store")) {
            Files.createSymbolicLink(root.resolve("standalone").resolve(module), standalone.resolve(module));
        }
    }

    Path data() {
        return root.resolve(".genga/data");
    }

    StudioFixture with(Service service, Class<?> program) throws IOException {
        Path jar = root.resolve(service.folder()).resolve("target/quarkus-app/quarkus-run.jar");
        Files.createDirectories(jar.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, program.getName());
        String entry = program.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream bytes = program.getResourceAsStream("/" + entry)) {
            out.putNextEntry(new JarEntry(entry));
            bytes.transferTo(out);
        }
        return this;
    }

    Studio studio(Service... services) {
        return new Studio(StudioSettings.of(root, 0).withServices(List.of(services)), StartupCaches.NONE, transcript);
    }

    /// Processes of this machine that were told about this studio's folders.
    List<ProcessHandle> processes() throws IOException {
        Path notes = data().resolve("processes");
        if (Files.notExists(notes)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(notes)) {
            return lines.map(line -> ProcessHandle.of(Long.parseLong(line.split(" ")[1])))
                    .flatMap(Optional::stream)
                    .filter(ProcessHandle::isAlive)
                    .toList();
        }
    }
}
