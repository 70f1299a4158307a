package genga.render;

import genga.chassis.work.WorkDesk;
import genga.contracts.fact.RenderRequested;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Takes orders to render; the desk has them on paper before the message is acknowledged.
@ApplicationScoped
class RenderOrders {

    private final WorkDesk desk;

    RenderOrders(WorkDesk desk) {
        this.desk = desk;
    }

    @Incoming("renders-requested")
    @RunOnVirtualThread
    void accept(RenderRequested order) throws InterruptedException {
        desk.accept(order);
    }
}
