package genga.standalone.studio;

import genga.standalone.child.JavaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// The built checkout: turns its modules into programs that can be run.
///
/// @param root folder of the parent pom
public record Checkout(Path root) {

    private static final String BUILD_IT = "; build it with ./genga build";

    /// The JVM that runs the launcher runs everything.
    Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    JavaProgram broker(Path data, int port) throws IOException {
        return new JavaProgram(
                "broker",
                List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
                module("standalone/broker"),
                "genga.standalone.broker.BrokerMain",
                List.of(data.toString(), Integer.toString(port)),
                Map.of());
    }

    JavaProgram store(Path data, Address.StoreAccess access) throws IOException {
        return new JavaProgram(
                "store",
                List.of("-Xmx192m", "-XX:TieredStopAtLevel=1"),
                module("standalone/store"),
                "genga.standalone.store.StoreMain",
                List.of(data.toString(), Integer.toString(access.endpoint().getPort()), access.bucket()),
                Map.of("GENGA_STORE_ACCESS_KEY", access.accessKey(), "GENGA_STORE_SECRET_KEY", access.secretKey()));
    }

    JavaProgram service(Service service, Map<String, String> environment) throws IOException {
        Path run = root.resolve(service.folder()).resolve("target/quarkus-app/quarkus-run.jar");
        if (Files.notExists(run)) {
            throw new Refusal(service.folder() + " is not built: " + run + " is missing" + BUILD_IT);
        }
        try (JarFile jar = new JarFile(run.toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            List<String> flags = new ArrayList<>(service.jvmFlags());
            flags.addAll(opened(manifest.getValue("Add-Opens")));
            String main = manifest.getValue(Attributes.Name.MAIN_CLASS);
            return new JavaProgram(service.folder(), flags, List.of(run), main, List.of(), environment);
        }
    }

    /// A manifest's `Add-Opens` only counts for `java -jar`.
    private static List<String> opened(String packages) {
        return packages == null
                ? List.of()
                : Stream.of(packages.split(" "))
                        .map(name -> "--add-opens=" + name + "=ALL-UNNAMED")
                        .toList();
    }

    /// The module's jar and the jars it runs with.
    private List<Path> module(String name) throws IOException {
        Path target = root.resolve(name).resolve("target");
        if (Files.notExists(target.resolve("lib"))) {
            throw new Refusal(name + " is not built: " + target.resolve("lib") + " is missing" + BUILD_IT);
        }
        try (Stream<Path> own = Files.list(target);
                Stream<Path> libraries = Files.list(target.resolve("lib"))) {
            return Stream.concat(own, libraries)
                    .filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }
}
