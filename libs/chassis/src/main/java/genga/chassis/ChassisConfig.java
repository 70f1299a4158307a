package genga.chassis;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/// What every service is told about the place it runs in.
@ConfigMapping(prefix = "genga")
public interface ChassisConfig {

    /// Name of this process among those of its kind, kept across restarts.
    String instance();

    /// Scratch space of this machine; services use a folder of their own name under it.
    Path folder();

    Store store();

    /// The S3 to keep objects in.
    interface Store {
        String endpoint();

        String accessKey();

        String secretKey();

        String bucket();
    }
}
