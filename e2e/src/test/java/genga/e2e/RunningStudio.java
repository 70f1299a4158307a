package genga.e2e;

import genga.standalone.studio.Address;
import genga.standalone.studio.RecordedCaches;
import genga.standalone.studio.Service;
import genga.standalone.studio.Studio;
import genga.standalone.studio.StudioListener;
import genga.standalone.studio.StudioSettings;
import genga.store.ObjectStore;
import genga.store.S3ObjectStore;
import java.nio.file.Path;
import java.util.List;

/// The whole studio as processes of this machine, on a data folder of its own.
final class RunningStudio implements AutoCloseable {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final Studio studio;
    private final Address address;

    RunningStudio(Path data) throws InterruptedException {
        this(data, List.of(Service.values()));
    }

    /// @param services that run beside broker and store
    RunningStudio(Path data, List<Service> services) throws InterruptedException {
        StudioSettings settings = StudioSettings.of(ROOT, 0)
                .withData(data)
                .withModels(data.resolve("models"))
                .withServices(services);
        studio = new Studio(settings, new RecordedCaches(ROOT.resolve(".genga/aot")), new Printed());
        address = studio.start();
    }

    StudioClient client() {
        return new StudioClient(address.gateway());
    }

    ObjectStore store() {
        Address.StoreAccess access = address.store();
        return new S3ObjectStore(access.endpoint().toString(), access.accessKey(), access.secretKey(), access.bucket());
    }

    String bootstrapServers() {
        return address.broker();
    }

    /// Ends a service as a power cut would; the launcher starts it again.
    void kill(String service) {
        ProcessHandle process = studio.process(service).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        studio.close();
    }

    private record Printed() implements StudioListener {

        @Override
        public void notice(String sentence) {
            System.out.println("studio: " + sentence);
        }

        @Override
        public void line(String process, int number, String line) {
            if (line.contains(" WARN ") || line.contains(" ERROR ")) {
                System.out.println(process + ": " + line);
            }
        }
    }
}
