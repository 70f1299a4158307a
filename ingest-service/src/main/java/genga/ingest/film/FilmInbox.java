package genga.ingest.film;

import genga.chassis.work.WorkDesk;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.fact.ShotsDefined;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Takes orders on films in: written down, then acknowledged; the work desk does the rest.
@ApplicationScoped
class FilmInbox {
    private final WorkDesk desk;

    FilmInbox(WorkDesk desk) {
        this.desk = desk;
    }

    @Incoming("films-uploaded")
    @RunOnVirtualThread
    void receive(FilmUploaded film) throws InterruptedException {
        desk.accept(film);
    }

    @Incoming("shots-defined")
    @RunOnVirtualThread
    void receive(ShotsDefined shots) throws InterruptedException {
        desk.accept(shots);
    }
}
