package genga.trainer;

import genga.chassis.work.WorkDesk;
import genga.contracts.fact.TrainingRequested;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Takes orders to train; the desk has them on paper before the message is acknowledged.
@ApplicationScoped
class TrainingOrders {

    private final WorkDesk desk;

    TrainingOrders(WorkDesk desk) {
        this.desk = desk;
    }

    @Incoming("trainings-requested")
    @RunOnVirtualThread
    void accept(TrainingRequested order) throws InterruptedException {
        desk.accept(order);
    }
}
