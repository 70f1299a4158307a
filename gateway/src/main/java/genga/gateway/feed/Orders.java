package genga.gateway.feed;

import genga.chassis.Facts;
import genga.contracts.fact.Fact;
import genga.contracts.fact.FactHeader;
import genga.gateway.readmodel.ReadModel;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Sends what people order. The read model learns of it at once, so that what was just made can be read; the record
/// comes by later and changes nothing.
@ApplicationScoped
public class Orders {

    /// Facts under way to the broker at once; it acknowledges many in the time of one.
    private static final int LANES = 32;

    private final Facts facts;
    private final ReadModel readModel;
    private final Clock clock;

    Orders(Facts facts, ReadModel readModel, Clock clock) {
        this.facts = facts;
        this.readModel = readModel;
        this.clock = clock;
    }

    /// A header for an order given now.
    public FactHeader header(Object... identity) {
        return FactHeader.of(clock.instant(), identity);
    }

    public void place(Fact order) {
        facts.send(order);
        readModel.apply(order);
    }

    /// Places many orders, none of which waits for another. Where the broker takes only some of them this fails, and
    /// the
    /// same call may be made again.
    public void placeAll(List<Fact> orders) {
        try (ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> sent = new ArrayList<>();
            int width = (orders.size() + LANES - 1) / LANES;
            for (int from = 0; from < orders.size(); from += width) {
                List<Fact> lane = orders.subList(from, Math.min(from + width, orders.size()));
                sent.add(lanes.submit(() -> lane.forEach(facts::send)));
            }
            for (Future<?> lane : sent) {
                lane.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending facts", e);
        }
        readModel.applyAll(orders);
    }
}
