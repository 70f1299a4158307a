package genga.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/// How the gateway is set up beyond what every service is told.
@ConfigMapping(prefix = "genga.gateway")
public interface GatewayConfig {

    /// The read model's H2 file, without H2's `.mv.db`. Removing it costs a rebuild and nothing else.
    Path readModel();

    /// How long an event stream stays silent before a comment shows that it is alive.
    @WithDefault("15s")
    Duration heartbeat();

    /// Facts waiting for one slow listener; past that the listener is dropped and comes back by itself.
    @WithDefault("1024")
    int backlog();

    Uploads uploads();

    /// Resumable uploads.
    interface Uploads {

        /// Where bytes wait until a film is whole; on a disk that outlives the gateway, or uploads begin anew.
        Path folder();

        /// The largest film taken, in bytes.
        @WithDefault("68719476736")
        long mostBytes();

        /// What uploads must leave free on that disk, in bytes.
        @WithDefault("1073741824")
        long spareBytes();

        /// How long after its last byte an unfinished upload is kept, and a finished one known.
        @WithDefault("7d")
        Duration kept();

        /// How often whole uploads that could not be stored are tried again, and old ones looked for.
        @WithDefault("15s")
        Duration round();
    }
}
