package genga.ingest.film;

import genga.chassis.Documents;
import genga.chassis.Refused;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.Problem;
import genga.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Counts how often a film took the whole service down with it, which a damaged file can do inside a decoder. It is
/// written down before each attempt, since afterwards may be too late.
@ApplicationScoped
class FilmAttempts {
    private static final int MOST = 3;
    private static final String IN_ORDER = "";

    private final ObjectStore store;
    private final Documents documents;
    private final String service;
    private final String process = UUID.randomUUID().toString();

    FilmAttempts(
            ObjectStore store, Documents documents, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.store = store;
        this.documents = documents;
        this.service = service;
    }

    /// @param deaths of the service before this attempt, at the place this attempt began at
    /// @param done how far the work had come
    /// @param process that made the attempt; empty once it was put down in order
    record Attempt(int deaths, long done, String process) {}

    /// Notes that the work begins.
    ///
    /// @param done how far it has come; a film that gets further each time is not to blame
    /// @throws Refused when the service died of it too often
    void begin(String work, long done) {
        int deaths = last(work).map(last -> deaths(last, done)).orElse(0);
        if (deaths >= MOST) {
            throw new Refused(new Problem(
                    "film " + work,
                    "the service going down %d times at the same place of it".formatted(deaths),
                    "a film that can be read to its end",
                    "convert it to MP4 with another program and upload that"));
        }
        write(work, new Attempt(deaths, done, process));
    }

    private int deaths(Attempt last, long done) {
        if (last.process().equals(process) || last.process().equals(IN_ORDER)) {
            return last.deaths();
        }
        return done > last.done() ? 1 : last.deaths() + 1;
    }

    /// The work is put down because the service is asked to stop, not because of the film.
    void putDown(String work) {
        last(work).ifPresent(last -> write(work, new Attempt(last.deaths(), last.done(), IN_ORDER)));
    }

    void over(String work) {
        store.remove(ObjectKeys.workAttempts(service, work));
    }

    private Optional<Attempt> last(String work) {
        return store.find(ObjectKeys.workAttempts(service, work)).map(found -> documents.read(found, Attempt.class));
    }

    private void write(String work, Attempt attempt) {
        documents.write(ObjectKeys.workAttempts(service, work), attempt);
    }
}
