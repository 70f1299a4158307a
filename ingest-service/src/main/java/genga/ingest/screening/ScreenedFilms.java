package genga.ingest.screening;

import genga.chassis.Documents;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.ProjectId;
import genga.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/// The documents about screened films. They are read whenever they are needed and never held on to: a second service
/// on another machine may have written them.
@ApplicationScoped
class ScreenedFilms {
    private final ObjectStore store;
    private final Documents documents;

    ScreenedFilms(ObjectStore store, Documents documents) {
        this.store = store;
        this.documents = documents;
    }

    Optional<ScreenedFilm> find(Film film) {
        return read(ObjectKeys.screened(film.project(), film.film()));
    }

    List<ScreenedFilm> all(ProjectId project) {
        return store.list(ObjectKeys.screened(project)).stream()
                .flatMap(key -> read(key).stream())
                .toList();
    }

    private Optional<ScreenedFilm> read(String key) {
        return store.find(key).map(found -> documents.read(found, ScreenedFilm.class));
    }

    void write(ScreenedFilm film) {
        documents.write(ObjectKeys.screened(film.film().project(), film.film().film()), film);
    }
}
