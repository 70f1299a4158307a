package genga.ingest.film;

import genga.chassis.Refused;
import genga.contracts.fact.FilmOutcome;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.fact.ShotsDefined;
import genga.contracts.vocabulary.Problem;
import genga.ingest.collection.CollectionImport;
import genga.ingest.collection.FileKind;
import genga.ingest.workplace.Workplace;
import genga.media.UnreadableMedia;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Optional;

/// Decides what is done with an order: a film is cut, a collection is taken in as it is, defined shots are cut anew.
@ApplicationScoped
class FilmIngest {
    private final FilmSources sources;
    private final FilmCutting cutting;
    private final CollectionImport collections;

    FilmIngest(FilmSources sources, FilmCutting cutting, CollectionImport collections) {
        this.sources = sources;
        this.cutting = cutting;
        this.collections = collections;
    }

    /// @return what came of it; nothing where the order had been overtaken by a later one
    /// @throws Refused when nothing can be made of it, or a person cancelled
    Optional<FilmOutcome> carryOut(Workplace place) throws Exception {
        try {
            return switch (place.order()) {
                case FilmUploaded film -> Optional.of(takeIn(film, place));
                case ShotsDefined shots -> cutting.defined(place, shots);
            };
        } catch (UnreadableMedia unreadable) {
            throw new Refused(
                    new Problem(
                            unreadable.field(),
                            unreadable.found(),
                            unreadable.expected(),
                            "convert it to MP4 or upload another film"),
                    unreadable);
        }
    }

    private FilmOutcome takeIn(FilmUploaded film, Workplace place) throws Exception {
        Path source = sources.fetch(place);
        return switch (FileKind.of(source)) {
            case FILM -> cutting.found(place, source);
            case ZIP -> collections.zip(place, source);
            case PNG, JPEG, WEBP, BMP, AVIF -> collections.picture(place, source, film.name());
        };
    }
}
