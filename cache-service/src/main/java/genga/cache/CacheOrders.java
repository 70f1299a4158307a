package genga.cache;

import genga.chassis.work.WorkDesk;
import genga.contracts.fact.CacheRequested;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Takes orders to encode a dataset; the desk has them on paper before the message is acknowledged.
@ApplicationScoped
class CacheOrders {

    private final WorkDesk desk;

    CacheOrders(WorkDesk desk) {
        this.desk = desk;
    }

    @Incoming("caches-requested")
    @RunOnVirtualThread
    void accept(CacheRequested order) throws InterruptedException {
        desk.accept(order);
    }
}
