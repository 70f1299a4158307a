package genga.ingest.watch;

import genga.chassis.FactNotSent;
import genga.ingest.IngestConfig;
import genga.ingest.project.Projects;
import genga.store.StoreUnavailable;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Looks into the watched folder every second, where one is configured. It asks rather than listens: changes on
/// network file systems are told to nobody.
@ApplicationScoped
class FolderWatch {
    private static final Logger LOG = Logger.getLogger(FolderWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final IngestConfig.Watch config;
    private final Clock clock;
    private final Projects projects;
    private final ParcelTaking taking;
    private Optional<Thread> watcher = Optional.empty();

    FolderWatch(IngestConfig config, Clock clock, Projects projects, ParcelTaking taking) {
        this.config = config.watch();
        this.clock = clock;
        this.projects = projects;
        this.taking = taking;
    }

    void start(@Observes StartupEvent event) {
        watcher = config.folder().map(folder -> Thread.ofVirtual().name("watch").start(() -> watch(folder)));
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (watcher.isPresent()) {
            watcher.get().interrupt();
            watcher.get().join();
        }
    }

    private void watch(Path path) {
        LOG.infof("watching folder path=%s", path.toAbsolutePath());
        WatchedFolder folder =
                new WatchedFolder(path, Duration.ofSeconds(config.settleSeconds()), clock, projects, taking);
        try {
            while (true) {
                look(folder);
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            LOG.info("watched folder left");
        }
    }

    /// Files come and go while they are looked at, and store and broker may be away: the next look is a second off.
    private static void look(WatchedFolder folder) {
        try {
            folder.look();
        } catch (IOException | UncheckedIOException | StoreUnavailable | FactNotSent e) {
            LOG.warnf("watched folder not looked through: %s", e.getMessage());
        }
    }
}
