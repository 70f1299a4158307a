package genga.caption;

import genga.chassis.ChassisConfig;
import genga.chassis.FactNotSent;
import genga.chassis.Facts;
import genga.contracts.fact.CaptionRequested;
import genga.contracts.fact.ClipCaptioned;
import genga.contracts.fact.FactHeader;
import genga.contracts.vocabulary.Caption;
import genga.store.ObjectStore;
import genga.store.StoreUnavailable;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/// Captions one clip per order. The same clip gives the same caption under the same event name, however often it is
/// asked for.
@ApplicationScoped
class CaptionInbox {
    private static final Logger LOG = Logger.getLogger(CaptionInbox.class);

    private static final int ATTEMPTS = 10;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final ObjectStore store;
    private final Facts facts;
    private final Clock clock;
    private final Path folder;
    private final Semaphore places;
    private final Captioner captioner = new MeasuredCaptioner();

    CaptionInbox(ObjectStore store, Facts facts, Clock clock, ChassisConfig chassis, CaptionConfig config) {
        this.store = store;
        this.facts = facts;
        this.clock = clock;
        this.folder = chassis.folder().resolve("caption-service");
        this.places = new Semaphore(config.atOnce());
    }

    @Incoming("captions-requested")
    @RunOnVirtualThread
    void caption(CaptionRequested order) throws IOException, InterruptedException {
        places.acquire();
        try {
            for (int attempt = 1; !attempt(order, attempt == ATTEMPTS); attempt++) {
                Thread.sleep(PAUSE);
            }
        } finally {
            places.release();
        }
    }

    /// False when store or broker were away for the moment; on the last attempt that is an error like any other.
    private boolean attempt(CaptionRequested order, boolean last) throws IOException {
        try {
            Caption caption = look(order);
            FactHeader header = FactHeader.of(clock.instant(), "ClipCaptioned", order.clip(), caption.text());
            facts.send(new ClipCaptioned(header, order.clip(), order.project(), caption));
            LOG.infof("clip captioned clip=%s", order.clip());
            return true;
        } catch (StoreUnavailable | FactNotSent e) {
            if (last) {
                throw e;
            }
            LOG.warnf("caption waits clip=%s: %s", order.clip(), e.getMessage());
            return false;
        }
    }

    private Caption look(CaptionRequested order) throws IOException {
        Files.createDirectories(folder);
        Path file = Files.createTempFile(folder, "caption", "");
        try {
            store.fetch(order.video(), file);
            return captioner.caption(file, order.medium(), order.triggerPhrase());
        } finally {
            Files.delete(file);
        }
    }
}
