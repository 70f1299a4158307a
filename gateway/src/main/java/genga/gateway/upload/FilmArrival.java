package genga.gateway.upload;

import genga.contracts.fact.FilmUploaded;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.StoredObject;
import genga.gateway.feed.Orders;
import genga.store.ContentType;
import genga.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;

/// Stores a whole upload as the film it was meant to become and tells of it. Done twice it makes one film: key and
/// event
/// are named by the film's id, which is as old as the upload.
@ApplicationScoped
class FilmArrival {

    private final ObjectStore store;
    private final Orders orders;

    FilmArrival(ObjectStore store, Orders orders) {
        this.store = store;
        this.orders = orders;
    }

    void announce(UploadOrder upload, Path data) {
        StoredObject source = store.put(ObjectKeys.filmSource(upload.film()), data, ContentType.BINARY);
        orders.place(new FilmUploaded(
                orders.header("FilmUploaded", upload.film()),
                upload.film(),
                upload.project(),
                upload.triggerPhrase(),
                upload.name(),
                source));
    }
}
