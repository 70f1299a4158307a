package genga.chassis;

import genga.store.StoreUnavailable;
import java.time.Duration;
import org.jboss.logging.Logger;

/// Passing faults of store and broker are waited out: what was asked for is not to blame.
public final class Outages {

    private static final Logger LOG = Logger.getLogger(Outages.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private Outages() {}

    /// What is done, and done again after a fault; so it must be safe to do twice.
    @FunctionalInterface
    public interface Act<E extends Exception> {
        void perform() throws E;
    }

    /// Does it, however long store and broker are away.
    ///
    /// @param what it is, in words for the log
    public static <E extends Exception> void waitOut(String what, Act<E> act) throws E, InterruptedException {
        while (true) {
            try {
                act.perform();
                return;
            } catch (StoreUnavailable | FactNotSent e) {
                LOG.warnf("%s waits: %s", what, e.getMessage());
                Thread.sleep(PATIENCE);
            }
        }
    }
}
