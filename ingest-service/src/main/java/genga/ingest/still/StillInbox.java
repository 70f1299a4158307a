package genga.ingest.still;

import genga.chassis.Outages;
import genga.contracts.fact.StillRequested;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Hears which stills are wanted. Cutting one takes a moment, so it is done before the message is acknowledged; one
/// that cannot be cut becomes a dead letter with the reason.
@ApplicationScoped
class StillInbox {
    private final StillCropping cropping;

    StillInbox(StillCropping cropping) {
        this.cropping = cropping;
    }

    @Incoming("stills-requested")
    @RunOnVirtualThread
    void receive(StillRequested wanted) throws IOException, InterruptedException {
        Outages.<IOException>waitOut("still " + wanted.still(), () -> cropping.crop(wanted));
    }
}
