package genga.ingest.film;

import genga.chassis.Documents;
import genga.chassis.Refused;
import genga.contracts.fact.FilmOrder;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.fact.ShotsDefined;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.Problem;
import genga.contracts.vocabulary.StoredObject;
import genga.ingest.workplace.Workplace;
import genga.store.CorruptObject;
import genga.store.MissingObject;
import genga.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Where the file of a film lies: its upload says so, and that order is kept.
@ApplicationScoped
class FilmSources {
    private static final String REMEDY = "upload the film again";

    private final ObjectStore store;
    private final Documents documents;
    private final String service;

    FilmSources(
            ObjectStore store, Documents documents, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.store = store;
        this.documents = documents;
        this.service = service;
    }

    /// The film on this machine.
    ///
    /// @throws Refused when the store does not have it, or has other bytes
    Path fetch(Workplace place) throws IOException {
        StoredObject source = source(place.order());
        try {
            return place.source(store, source);
        } catch (MissingObject e) {
            throw new Refused(
                    new Problem(source.key(), "nothing in the store", "the film that was announced", REMEDY), e);
        } catch (CorruptObject e) {
            Problem problem = new Problem(
                    source.key(),
                    "other bytes in the store",
                    "the film that was announced, with sha256 " + source.sha256(),
                    REMEDY);
            throw new Refused(problem, e);
        }
    }

    private StoredObject source(FilmOrder order) {
        return switch (order) {
            case FilmUploaded film -> film.source();
            case ShotsDefined shots -> upload(shots.film()).source();
        };
    }

    private FilmUploaded upload(FilmId film) {
        String key = ObjectKeys.workOrder(service, film.value());
        StoredObject order = store.find(key)
                .orElseThrow(() ->
                        new Refused(new Problem("film " + film, "no such film", "a film that was uploaded", REMEDY)));
        return documents.read(order, FilmUploaded.class);
    }
}
