package genga.chassis.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import genga.contracts.fact.FactHeader;
import genga.contracts.fact.RenderRequested;
import genga.contracts.fact.WorkCommanded;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.RenderId;
import genga.contracts.vocabulary.StoredObject;
import genga.store.InMemoryObjectStore;
import genga.store.ObjectStore;
import genga.store.StoreUnavailable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkDeskTest {

    private final ObjectStore store = new InMemoryObjectStore();
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private WorkDesk desk;

    @AfterEach
    void close() throws InterruptedException {
        desk.stop(null);
    }

    @Test
    void anAcceptedOrderIsDoneAndClosed() throws InterruptedException {
        desk = open("a", (order, signals) -> seen.add("done " + order.render()));

        desk.accept(order("render-1"));

        assertThat(next()).isEqualTo("done render-1");
        desk.stop(null);
        assertThat(store.find(ObjectKeys.workEnded("render-service", "render-1")))
                .isPresent();
    }

    @Test
    void anOrderDeliveredTwiceIsDoneOnce() throws InterruptedException {
        desk = open("a", (order, signals) -> seen.add("done " + order.render()));

        desk.accept(order("render-1"));
        assertThat(next()).isEqualTo("done render-1");
        desk.accept(order("render-1"));
        desk.accept(order("render-2"));

        assertThat(next()).isEqualTo("done render-2");
    }

    @Test
    void whatWasCutOffIsTakenUpAtTheNextStartOldestFirst() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        desk = open("a", (order, signals) -> {
            begun.countDown();
            while (true) {
                signals.checkpoint();
                Thread.sleep(5);
            }
        });
        desk.accept(order("render-1"));
        desk.accept(order("render-2"));
        begun.await();
        desk.stop(null);

        desk = open("a", (order, signals) -> seen.add("done " + order.render()));

        assertThat(List.of(next(), next())).containsExactly("done render-1", "done render-2");
    }

    @Test
    void anotherInstanceLeavesClaimedWorkAlone() throws InterruptedException {
        desk = open("a", (order, signals) -> {
            seen.add("begun");
            while (true) {
                signals.checkpoint();
                Thread.sleep(5);
            }
        });
        desk.accept(order("render-1"));
        assertThat(next()).isEqualTo("begun");
        desk.stop(null);

        desk = open("b", (order, signals) -> seen.add("done " + order.render()));
        desk.accept(order("render-2"));

        assertThat(next()).isEqualTo("done render-2");
    }

    @Test
    void failedWorkIsSaidAndNotTriedAgain() throws InterruptedException {
        desk = open("a", (order, signals) -> {
            throw new IOException("no such base model");
        });

        desk.accept(order("render-1"));

        assertThat(next()).isEqualTo("failed render-1: no such base model");
        desk.stop(null);
        assertThat(store.find(ObjectKeys.workEnded("render-service", "render-1")))
                .isPresent();
    }

    @Test
    void aStoreThatIsAwayIsWaitedFor() throws InterruptedException {
        desk = open("a", (order, signals) -> {
            if (seen.isEmpty()) {
                seen.add("tried");
                throw new StoreUnavailable("putting it", new IOException("connection refused"));
            }
            seen.add("done");
        });

        desk.accept(order("render-1"));

        assertThat(List.of(next(1), next(2))).containsExactly("tried", "done");
    }

    @Test
    void aCancelReachesTheWorkItNames() throws InterruptedException {
        desk = open("a", (order, signals) -> {
            seen.add("begun");
            while (!signals.cancelled()) {
                Thread.sleep(5);
            }
            seen.add("cancelled");
        });
        desk.accept(order("render-1"));
        assertThat(next()).isEqualTo("begun");

        desk.command(new WorkCommanded(header("c"), "render-1", WorkCommanded.Command.CANCEL));

        assertThat(next()).isEqualTo("cancelled");
    }

    @Test
    void aCancelReachesAllWorkThatIsCalledByOneName() throws InterruptedException {
        Act untilCancelled = (order, signals) -> {
            seen.add("begun " + order.render());
            while (!signals.cancelled()) {
                Thread.sleep(5);
            }
        };
        desk = open("a", untilCancelled, order -> order.project().value());
        desk.accept(order("render-1"));
        desk.accept(order("render-2"));
        assertThat(next()).isEqualTo("begun render-1");

        desk.command(new WorkCommanded(header("c"), "project-1", WorkCommanded.Command.CANCEL));

        assertThat(next()).isEqualTo("begun render-2");
        desk.stop(null);
        assertThat(store.find(ObjectKeys.workEnded("render-service", "render-2")))
                .isPresent();
    }

    @Test
    void aCancelThatOvertakesItsOrderHoldsAndOneOlderThanTheOrderDoesNot() throws InterruptedException {
        desk = open("a", (order, signals) -> seen.add(order.render() + " " + signals.cancelled()));
        FactHeader earlier = FactHeader.of(Instant.EPOCH.minusSeconds(1), "c");

        desk.command(new WorkCommanded(header("c"), "render-1", WorkCommanded.Command.CANCEL));
        desk.accept(order("render-1"));
        desk.command(new WorkCommanded(earlier, "render-2", WorkCommanded.Command.CANCEL));
        desk.accept(order("render-2"));

        assertThat(List.of(next(), next())).containsExactly("render-1 true", "render-2 false");
    }

    private WorkDesk open(String instance, Act act) {
        return open(instance, act, order -> order.render().value());
    }

    private WorkDesk open(String instance, Act act, Function<RenderRequested, String> called) {
        ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());
        WorkDesk opened = new WorkDesk(
                new WorkLedger(store, json, "render-service", instance), Optional.of(new Rendering(act, called, seen)));
        opened.start(null);
        return opened;
    }

    private String next() throws InterruptedException {
        return seen.poll(10, TimeUnit.SECONDS);
    }

    /// The n-th thing seen, left where it is.
    private String next(int count) throws InterruptedException {
        for (int i = 0; i < 1000 && seen.size() < count; i++) {
            Thread.sleep(10);
        }
        return List.copyOf(seen).get(count - 1);
    }

    private static RenderRequested order(String render) {
        return new RenderRequested(
                header(render),
                new RenderId(render),
                new ProjectId("project-1"),
                new StoredObject("renders/recipe.json", 2, "0".repeat(64)));
    }

    private static FactHeader header(String identity) {
        return FactHeader.of(Instant.EPOCH, identity);
    }

    private interface Act {
        void perform(RenderRequested order, WorkSignals signals) throws Exception;
    }

    private record Rendering(Act act, Function<RenderRequested, String> called, BlockingQueue<String> seen)
            implements Work<RenderRequested> {

        @Override
        public Class<RenderRequested> orderType() {
            return RenderRequested.class;
        }

        @Override
        public String id(RenderRequested order) {
            return order.render().value();
        }

        @Override
        public String commandedBy(RenderRequested order) {
            return called.apply(order);
        }

        @Override
        public void perform(RenderRequested order, WorkSignals signals) throws Exception {
            act.perform(order, signals);
        }

        @Override
        public void failed(RenderRequested order, Exception cause) {
            seen.add("failed " + order.render() + ": " + cause.getMessage());
        }
    }
}
