package genga.ingest.screening;

import genga.chassis.Outages;
import genga.contracts.fact.ScreeningDefined;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Hears that a project's clips must be otherwise than before. What exactly is asked for lies in the store, written
/// before the fact was sent: of several such facts, in whatever order they come, the last counts.
@ApplicationScoped
class ScreeningInbox {
    private final ProjectScreening screening;

    ScreeningInbox(ProjectScreening screening) {
        this.screening = screening;
    }

    @Incoming("screenings-defined")
    @RunOnVirtualThread
    void receive(ScreeningDefined defined) throws InterruptedException {
        Outages.waitOut(
                "screening of " + defined.project(),
                () -> screening.judgeAnew(defined.project(), defined.header().event()));
    }
}
