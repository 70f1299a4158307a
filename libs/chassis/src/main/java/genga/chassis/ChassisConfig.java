package genga.chassis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/// What every service is told about the place it runs in. A key under `genga` that no mapping of the service knows is
/// refused at start, so a service maps its own keys under the same prefix.
@ConfigMapping(prefix = "genga")
public interface ChassisConfig {

    /// Name of this process among those of its kind, kept across restarts.
    String instance();

    /// Scratch space of this machine; services use a folder of their own name under it.
    Path folder();

    /// Whether this service owns long work and so listens to commands; decided at build, like the listener itself.
    @WithDefault("false")
    boolean ownsWork();

    /// The launcher's process; when it is gone, this one ends.
    Optional<Long> parentPid();

    Store store();

    /// The S3 to keep objects in.
    interface Store {
        String endpoint();

        String accessKey();

        String secretKey();

        String bucket();
    }
}
