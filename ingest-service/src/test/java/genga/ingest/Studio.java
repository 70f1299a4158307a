package genga.ingest;

import genga.contracts.fact.Fact;
import genga.contracts.fact.FactHeader;
import genga.contracts.fact.FilmEnded;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.fact.WorkCommanded;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.StoredObject;
import genga.contracts.vocabulary.TriggerPhrase;
import genga.store.ContentType;
import genga.store.ObjectStore;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.reactive.messaging.Message;

/// The rest of the studio, as this service sees it: films are uploaded, facts are heard.
@Singleton
class Studio {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ProjectId PROJECT = ProjectId.fresh();

    private final InMemoryConnector connector;
    private final ObjectStore store;

    Studio(@Any InMemoryConnector connector, ObjectStore store) {
        this.connector = connector;
        this.store = store;
    }

    FilmUploaded upload(byte[] content, String name) {
        FilmId film = FilmId.fresh();
        StoredObject source = store.put(ObjectKeys.filmSource(film), content, ContentType.BINARY);
        return announce(new FilmUploaded(
                FactHeader.of(Instant.now(), film), film, PROJECT, new TriggerPhrase("Genga style"), name, source));
    }

    FilmUploaded announce(FilmUploaded film) {
        connector.source("films-uploaded").send(film);
        return film;
    }

    void command(WorkCommanded.Command command, FilmId film) {
        connector
                .source("works-commanded")
                .send(new WorkCommanded(FactHeader.of(Instant.now(), film, command), film.value(), command));
    }

    /// Facts of one type about one film, in the order sent.
    <F extends Fact> List<F> facts(Class<F> type, FilmId film) {
        return connector.<Fact>sink("facts").received().stream()
                .map(Message::getPayload)
                .filter(type::isInstance)
                .map(type::cast)
                .filter(fact -> fact.key().contains(film.value().replaceFirst("^film-", "")))
                .toList();
    }

    FilmEnded end(FilmId film) {
        Instant giveUp = Instant.now().plus(PATIENCE);
        while (facts(FilmEnded.class, film).isEmpty()) {
            if (Instant.now().isAfter(giveUp)) {
                throw new AssertionError("film %s has not ended within %s".formatted(film, PATIENCE));
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return facts(FilmEnded.class, film).getFirst();
    }
}
