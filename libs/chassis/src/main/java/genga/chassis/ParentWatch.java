package genga.chassis;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/// Ends this service when the launcher that started it is gone, so that no kill leaves processes behind.
@ApplicationScoped
class ParentWatch {

    private static final Logger LOG = Logger.getLogger(ParentWatch.class);

    private final ChassisConfig config;

    ParentWatch(ChassisConfig config) {
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        config.parentPid()
                .ifPresent(pid -> ProcessHandle.of(pid)
                        .ifPresentOrElse(handle -> handle.onExit().thenRun(() -> exit(pid)), () -> exit(pid)));
    }

    private static void exit(long pid) {
        LOG.warnf("launcher gone, ending pid=%d", pid);
        Quarkus.asyncExit(0);
    }
}
