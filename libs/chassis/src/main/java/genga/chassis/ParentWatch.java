package genga.chassis;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Ends this service when the launcher that started it is gone, so that no kill leaves processes behind.
@ApplicationScoped
class ParentWatch {

    private static final Logger LOG = Logger.getLogger(ParentWatch.class);

    void start(@Observes StartupEvent event, @ConfigProperty(name = "genga.parent-pid") Optional<Long> parent) {
        parent.ifPresent(pid -> ProcessHandle.of(pid)
                .ifPresentOrElse(handle -> handle.onExit().thenRun(() -> exit(pid)), () -> exit(pid)));
    }

    private static void exit(long pid) {
        LOG.warnf("launcher gone, ending pid=%d", pid);
        Quarkus.asyncExit(0);
    }
}
