package genga.chassis.work;

import genga.contracts.fact.WorkCommanded;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Hears commands in the services that own long work (`genga.owns-work=true` at build).
@ApplicationScoped
@IfBuildProperty(name = "genga.owns-work", stringValue = "true")
class CommandInbox {

    private final WorkDesk desk;

    CommandInbox(WorkDesk desk) {
        this.desk = desk;
    }

    @Incoming("works-commanded")
    @RunOnVirtualThread
    void hear(WorkCommanded wanted) {
        desk.command(wanted);
    }
}
