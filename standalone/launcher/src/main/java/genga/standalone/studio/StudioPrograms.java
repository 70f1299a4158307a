package genga.standalone.studio;

import genga.standalone.child.JavaProgram;
import genga.standalone.child.Readiness;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The programs of one studio. Each service is told where it is through the environment, in the names of the services'
/// own
/// settings.
record StudioPrograms(StudioSettings settings, Address address) {

    private static final String PORT = "QUARKUS_HTTP_PORT";

    /// What the services stand on: store and broker.
    List<JavaProgram> infrastructure() throws IOException {
        Path data = settings.data();
        Address.StoreAccess store = address.store();
        return List.of(
                settings.checkout().store(data.resolve("store"), store),
                settings.checkout()
                        .broker(
                                data.resolve("broker"),
                                URI.create("kafka://" + address.broker()).getPort()));
    }

    List<JavaProgram> services() throws IOException {
        List<JavaProgram> programs = new ArrayList<>();
        for (Service service : settings.services()) {
            programs.add(settings.checkout().service(service, environment(service)));
        }
        return programs;
    }

    static Readiness readiness(JavaProgram program) {
        String port = program.environment().get(PORT);
        return port == null
                ? new Readiness.Line("genga: ready")
                : new Readiness.Address(URI.create("http://127.0.0.1:" + port + "/q/health/ready"));
    }

    private Map<String, String> environment(Service service) {
        Map<String, String> names = new HashMap<>();
        int port = service == Service.GATEWAY ? address.gateway().getPort() : Ports.free();
        Path scratch = settings.data().resolve("scratch");
        names.put(PORT, Integer.toString(port));
        names.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        names.put("KAFKA_BOOTSTRAP_SERVERS", address.broker());
        names.put("GENGA_INSTANCE", service.folder() + "-1");
        names.put("GENGA_FOLDER", scratch.toString());
        names.put("GENGA_MODELS", settings.models().toString());
        names.put("GENGA_STORE_ENDPOINT", address.store().endpoint().toString());
        names.put("GENGA_STORE_BUCKET", address.store().bucket());
        names.put("GENGA_STORE_ACCESS_KEY", address.store().accessKey());
        names.put("GENGA_STORE_SECRET_KEY", address.store().secretKey());
        // libtorch is unpacked once per checkout, not once per studio, and no server is asked for it
        names.put(
                "DJL_CACHE_DIR",
                settings.checkout().root().resolve(".genga/djl").toString());
        names.put("DJL_OFFLINE", "true");
        // services compute on the same cores: a thread of libtorch that spins for longer holds up the one it waits for
        names.put("GOMP_SPINCOUNT", System.getenv().getOrDefault("GOMP_SPINCOUNT", "1000"));
        return names;
    }
}
