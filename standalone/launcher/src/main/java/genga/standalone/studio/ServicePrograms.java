package genga.standalone.studio;

import genga.standalone.child.JavaProgram;
import genga.standalone.child.Readiness;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/// Tells each service where it is: through the environment, in the names of the services' own settings.
final class ServicePrograms {

    private static final String PORT = "QUARKUS_HTTP_PORT";

    private ServicePrograms() {}

    static Map<Service, JavaProgram> of(StudioSettings settings, Address address, Path scratch) throws IOException {
        Map<Service, JavaProgram> programs = new EnumMap<>(Service.class);
        for (Service service : settings.services()) {
            programs.put(
                    service, settings.checkout().service(service, environment(service, settings, address, scratch)));
        }
        return programs;
    }

    static Readiness readiness(JavaProgram service) {
        String port = service.environment().get(PORT);
        return new Readiness.Address(URI.create("http://127.0.0.1:" + port + "/q/health/ready"));
    }

    private static Map<String, String> environment(
            Service service, StudioSettings settings, Address address, Path scratch) {
        Map<String, String> names = new HashMap<>();
        int port = service == Service.GATEWAY ? address.gateway().getPort() : Ports.free();
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
        // DJL unpacks libtorch once, next to the data, and asks no server for it
        names.put("DJL_CACHE_DIR", scratch.resolveSibling("djl").toString());
        names.put("DJL_OFFLINE", "true");
        return names;
    }
}
