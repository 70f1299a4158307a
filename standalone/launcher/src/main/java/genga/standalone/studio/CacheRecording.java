package genga.standalone.studio;

import genga.standalone.child.JavaProgram;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/// Makes the start-up caches: starts the studio once on an empty folder with every JVM taking notes, stops it, and
/// turns
/// the notes into caches. A cache that cannot be made costs only time at each start, so that is told and not an error.
public final class CacheRecording {

    private final StudioSettings settings;
    private final RecordedCaches caches;
    private final StudioListener listener;
    private final Path rehearsal;
    private final ConcurrentMap<String, JavaProgram> recorded = new ConcurrentHashMap<>();

    public CacheRecording(StudioSettings settings, RecordedCaches caches, StudioListener listener) {
        this.rehearsal = settings.data().resolveSibling("rehearsal");
        this.settings = settings.withData(rehearsal);
        this.caches = caches;
        this.listener = listener;
    }

    /// Whether every program has a cache that fits, or can have none.
    public boolean isDone() throws IOException {
        URI nowhere = URI.create("http://127.0.0.1:1");
        Address address = new Address(nowhere, "127.0.0.1:1", new Address.StoreAccess(nowhere, "none", "none", "none"));
        StudioPrograms programs = new StudioPrograms(settings, address);
        List<JavaProgram> all = new ArrayList<>(programs.infrastructure());
        all.addAll(programs.services());
        return all.stream().allMatch(caches::settled);
    }

    /// The studio that takes the notes; the caller starts it, and closes it when it is ready.
    public Studio rehearsal() throws IOException {
        remove(rehearsal);
        Files.createDirectories(caches.folder());
        return new Studio(settings, this::flags, listener);
    }

    private List<String> flags(JavaProgram program) {
        if (caches.fits(program) || !RecordedCaches.possible(program)) {
            return caches.flags(program);
        }
        recorded.put(program.name(), program);
        return List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + notes(program));
    }

    /// Turns the notes of the closed studio into caches, one after the other: each uses two processors by itself.
    public void create() throws IOException, InterruptedException {
        for (JavaProgram program : recorded.values()) {
            if (!create(program)) {
                caches.giveUp(program);
                listener.notice("no start-up cache for " + program.name() + ", it starts without; see " + log(program));
            }
        }
        remove(rehearsal);
    }

    private boolean create(JavaProgram program) throws IOException, InterruptedException {
        Path made = caches.folder().resolve(program.name() + ".part");
        List<String> command = program.with(
                        List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + notes(program), "-XX:AOTCache=" + made))
                .jvm(settings.checkout().java());
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(program).toFile())
                .start()
                .waitFor();
        Files.deleteIfExists(notes(program));
        if (status == 0 && Files.exists(made)) {
            caches.adopt(program, made);
            return true;
        }
        return false;
    }

    private Path notes(JavaProgram program) {
        return caches.folder().resolve(program.name() + ".notes");
    }

    private Path log(JavaProgram program) {
        return caches.folder().resolve(program.name() + ".log");
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
