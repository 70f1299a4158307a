package genga.standalone.studio;

import genga.standalone.child.JavaProgram;
import genga.standalone.child.StartFailed;
import genga.standalone.child.Supervision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The running studio. Started once; closing stops every process, also in the middle of a start, and is safe to repeat.
public final class Studio implements AutoCloseable {

    private static final String BUCKET = "genga";
    private static final String HOST = "127.0.0.1";
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration SERVICES_STOP = Duration.ofSeconds(20);
    private static final Duration INFRASTRUCTURE_STOP = Duration.ofSeconds(8);

    private final StudioSettings settings;
    private final StartupCaches caches;
    private final StudioListener listener;
    private final List<Supervision> infrastructure = new ArrayList<>();
    private final List<Supervision> services = new ArrayList<>();
    private DataFolder folder;
    private boolean closed;

    public Studio(StudioSettings settings, StartupCaches caches, StudioListener listener) {
        this.settings = settings;
        this.caches = caches;
        this.listener = listener;
    }

    /// Starts everything and returns when all of it is ready.
    ///
    /// @throws Refusal     when the folder is in use or something is not built; nothing was started then
    /// @throws StartFailed when a part does not come up; everything is stopped again then
    public Address start() throws InterruptedException {
        Instant begin = Instant.now();
        try {
            claim();
            Address address = launch();
            listener.notice("studio ready in %.1f s: %s"
                    .formatted(Duration.between(begin, Instant.now()).toMillis() / 1000.0, address.gateway()));
            return address;
        } catch (IOException failed) {
            close();
            throw new UncheckedIOException("the studio cannot use its folders", failed);
        } catch (RuntimeException | InterruptedException failed) {
            close();
            throw failed;
        }
    }

    private synchronized void claim() throws IOException {
        folder = DataFolder.claim(settings.data());
    }

    private Address launch() throws IOException, InterruptedException {
        StoreKeys keys = folder.storeKeys();
        Address.StoreAccess store = new Address.StoreAccess(
                URI.create("http://" + HOST + ":" + Ports.free()), BUCKET, keys.accessKey(), keys.secretKey());
        Address address =
                new Address(URI.create("http://" + HOST + ":" + gatewayPort()), HOST + ":" + Ports.free(), store);
        StudioPrograms programs = new StudioPrograms(settings, address);
        List<JavaProgram> later = programs.services();
        Files.createDirectories(settings.models());
        startAll(infrastructure, programs.infrastructure());
        startAll(services, later);
        return address;
    }

    private int gatewayPort() {
        int wanted = settings.gatewayPort();
        int port = wanted == 0 ? Ports.free() : Ports.freeFrom(wanted);
        if (wanted != 0 && port != wanted) {
            listener.notice("port %d is busy, taking %d".formatted(wanted, port));
        }
        return port;
    }

    private void startAll(List<Supervision> group, List<JavaProgram> programs) throws InterruptedException {
        programs.forEach(program -> startOne(group, program));
        for (Supervision one : List.copyOf(group)) {
            one.awaitReady(START);
        }
    }

    private synchronized void startOne(List<Supervision> group, JavaProgram program) {
        if (closed) {
            throw new StartFailed("the start was stopped");
        }
        int number = infrastructure.size() + services.size();
        Supervision supervision = new Supervision(
                program.with(caches.flags(program)),
                StudioPrograms.readiness(program),
                new Supervision.Surroundings(
                        settings.checkout().java(), folder.logs(), folder.processes(), listener::notice),
                line -> listener.line(program.name(), number, line));
        group.add(supervision);
        supervision.start();
    }

    /// The process that runs a service now, for those who want to see it die.
    public synchronized Optional<ProcessHandle> process(String name) {
        return Stream.of(infrastructure, services)
                .flatMap(List::stream)
                .filter(one -> one.name().equals(name))
                .map(Supervision::process)
                .findFirst();
    }

    /// Stops the services, then what they stand on. Processes that do not end in time are killed.
    @Override
    public void close() {
        closeWithin(SERVICES_STOP);
    }

    /// Like [#close()], with another patience for the services.
    public synchronized void closeWithin(Duration patience) {
        closed = true;
        infrastructure.forEach(Supervision::stopRestarting);
        stop(services, patience);
        stop(infrastructure, patience.compareTo(INFRASTRUCTURE_STOP) > 0 ? patience : INFRASTRUCTURE_STOP);
        try {
            if (folder != null) {
                folder.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the lock of " + settings.data() + " could not be released", failed);
        }
    }

    private static void stop(List<Supervision> group, Duration patience) {
        Instant deadline = Instant.now().plus(patience);
        group.forEach(Supervision::askToStop);
        for (Supervision one : group) {
            Duration left = Duration.between(Instant.now(), deadline);
            one.endWithin(left.isNegative() ? Duration.ZERO : left);
        }
        group.clear();
    }
}
