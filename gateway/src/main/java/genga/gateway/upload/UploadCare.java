package genga.gateway.upload;

import genga.gateway.GatewayConfig;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Looks after the uploads from time to time, first when the gateway starts. Tests do so themselves.
@ApplicationScoped
class UploadCare {

    private static final Logger LOG = Logger.getLogger(UploadCare.class);

    private final Uploads uploads;
    private final long seconds;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("uploads").factory());

    UploadCare(Uploads uploads, GatewayConfig config) {
        this.uploads = uploads;
        this.seconds = config.uploads().round().toSeconds();
    }

    void start(@Observes StartupEvent event) {
        if (LaunchMode.current() != LaunchMode.TEST) {
            rounds.scheduleWithFixedDelay(this::round, 0, seconds, TimeUnit.SECONDS);
        }
    }

    /// A round that fails must not be the last.
    private void round() {
        try {
            uploads.tend();
        } catch (RuntimeException e) {
            LOG.warnf("uploads not looked after, trying again: %s", e.getMessage());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.shutdownNow();
    }
}
