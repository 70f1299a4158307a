package genga.standalone.studio;

import java.util.List;

/// The services of the studio, in the order of a clip's journey.
public enum Service {
    INGEST("ingest-service", "512m", Compilation.FULL),
    CAPTION("caption-service", "256m", Compilation.QUICK),
    CACHE("cache-service", "768m", Compilation.FULL),
    TRAINER("trainer-service", "1g", Compilation.FULL),
    RENDER("render-service", "768m", Compilation.FULL),
    GATEWAY("gateway", "320m", Compilation.QUICK);

    /// Quarkus' own; named at the start, since the JDK settles on its own at the first line logged.
    private static final String LOGGING = "-Djava.util.logging.manager=org.jboss.logmanager.LogManager";

    private final String folder;
    private final String heap;
    private final Compilation compilation;

    Service(String folder, String heap, Compilation compilation) {
        this.folder = folder;
        this.heap = heap;
        this.compilation = compilation;
    }

    /// Folder of the service in the checkout; also its name.
    public String folder() {
        return folder;
    }

    /// Heap and compiler; tensors and video frames live outside the heap.
    List<String> jvmFlags() {
        return switch (compilation) {
            case FULL -> List.of("-Xmx" + heap, LOGGING);
            case QUICK -> List.of("-Xmx" + heap, LOGGING, "-XX:TieredStopAtLevel=1");
        };
    }

    /// How hard the JVM compiles: a service that only passes things on starts faster without the second compiler.
    private enum Compilation {
        FULL,
        QUICK
    }
}
