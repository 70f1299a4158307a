package genga.chassis.work;

import com.fasterxml.jackson.databind.ObjectMapper;
import genga.chassis.ChassisConfig;
import genga.chassis.FactNotSent;
import genga.chassis.Outages;
import genga.chassis.Refused;
import genga.contracts.fact.Fact;
import genga.contracts.fact.WorkCommanded;
import genga.store.ObjectStore;
import genga.store.StoreUnavailable;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Runs the long work of a service: one piece at a time, on one thread of its own, oldest first. What was accepted and
/// not ended when the service went down, killed or not, is taken up again when it starts.
@ApplicationScoped
public class WorkDesk {

    private static final Logger LOG = Logger.getLogger(WorkDesk.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final Duration SAVING_TIME = Duration.ofSeconds(15);

    private final WorkLedger ledger;
    private final Optional<Work<?>> owned;
    private final BlockingQueue<Fact> waiting = new LinkedBlockingQueue<>();
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final CommandBoard commands = new CommandBoard();
    private volatile boolean stopping;
    private Thread worker;

    @Inject
    WorkDesk(
            ObjectStore store,
            ObjectMapper json,
            ChassisConfig config,
            Instance<Work<?>> works,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this(
                new WorkLedger(store, json, service, config.instance()),
                works.stream().findFirst());
    }

    WorkDesk(WorkLedger ledger, Optional<Work<?>> owned) {
        this.ledger = ledger;
        this.owned = owned;
    }

    void start(@Observes StartupEvent event) {
        owned.ifPresent(work -> worker = Thread.ofPlatform().name("work").start(() -> workThrough(work)));
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        commands.stop();
        if (worker != null && !worker.join(SAVING_TIME)) {
            // an interrupt closes files and connections under the work's hands, so it comes last
            worker.interrupt();
            worker.join(PATIENCE);
        }
    }

    /// Writes the order down and puts it in line, however long the store is away. When this returns the message that
    /// brought it may be acknowledged.
    public void accept(Fact order) throws InterruptedException {
        Outages.waitOut("order", () -> line(order, owned.orElseThrow()));
    }

    private <O extends Fact> void line(Fact order, Work<O> work) {
        O typed = work.orderType().cast(order);
        String id = work.id(typed);
        ledger.accept(id, typed);
        if (!ledger.ended(id) && known.add(id)) {
            enter(work, typed);
        }
    }

    private <O extends Fact> void enter(Work<O> work, O order) {
        commands.enter(work.id(order), work.commandedBy(order), order.header().at());
        waiting.add(order);
    }

    /// Passes on what a person wants of work that runs or waits here; other work is none of this desk's business.
    public void command(WorkCommanded wanted) {
        commands.pass(wanted);
    }

    private <O extends Fact> void workThrough(Work<O> work) {
        try {
            resume(work);
            while (!stopping) {
                Fact order = waiting.poll(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
                if (order != null) {
                    see(work, work.orderType().cast(order));
                }
            }
        } catch (InterruptedException e) {
            LOG.info("work desk closed");
        }
    }

    private <O extends Fact> void resume(Work<O> work) throws InterruptedException {
        while (!stopping) {
            try {
                for (O order : ledger.open(work.orderType())) {
                    if (known.add(work.id(order))) {
                        LOG.infof("work resumed work=%s", work.id(order));
                        enter(work, order);
                    }
                }
                return;
            } catch (StoreUnavailable e) {
                LOG.warnf("store not there yet, waiting: %s", e.getMessage());
                Thread.sleep(PATIENCE);
            }
        }
    }

    private <O extends Fact> void see(Work<O> work, O order) throws InterruptedException {
        String id = work.id(order);
        while (!stopping) {
            try {
                if (ledger.claim(id)) {
                    attempt(work, order);
                    ledger.end(id);
                }
                commands.leave(id, work.commandedBy(order));
                known.remove(id);
                return;
            } catch (StoreUnavailable | FactNotSent e) {
                LOG.warnf("work waits work=%s: %s", id, e.getMessage());
                Thread.sleep(PATIENCE);
            } catch (WorkSignals.WorkInterrupted e) {
                LOG.infof("work put down work=%s", id);
                return;
            } catch (RuntimeException e) {
                LOG.errorf(e, "work put aside until the next start work=%s", id);
                return;
            }
        }
    }

    private <O extends Fact> void attempt(Work<O> work, O order)
            throws InterruptedException, WorkSignals.WorkInterrupted {
        String id = work.id(order);
        LOG.infof("work begun work=%s", id);
        try {
            work.perform(order, commands.signals(id));
            LOG.infof("work done work=%s", id);
        } catch (StoreUnavailable | FactNotSent | InterruptedException | WorkSignals.WorkInterrupted e) {
            throw e;
        } catch (Refused e) {
            LOG.warnf("work refused work=%s: %s", id, e.getMessage());
            work.failed(order, e);
        } catch (Exception e) {
            LOG.errorf(e, "work failed work=%s", id);
            work.failed(order, e);
        } catch (LinkageError | OutOfMemoryError | StackOverflowError e) {
            // this piece of work is too much; the next may not be
            LOG.errorf(e, "work failed work=%s", id);
            work.failed(order, new IllegalStateException(e.toString(), e));
        }
    }
}
