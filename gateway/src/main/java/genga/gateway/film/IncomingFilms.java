package genga.gateway.film;

import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.StoredObject;
import genga.gateway.object.IncomingKey;
import genga.gateway.problem.Refusal;
import genga.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;

/// Films that people brought into the store by other ways. Only what lies under `incoming/` can be named: whoever names
/// an
/// object gets to see what is made of it.
@ApplicationScoped
class IncomingFilms {

    private final ObjectStore store;

    IncomingFilms(ObjectStore store) {
        this.store = store;
    }

    /// The object with its hash, which the store works out by reading it where nobody left one.
    StoredObject find(String key) {
        if (key == null || !IncomingKey.isOne(key)) {
            throw Refusal.bad(
                    "object",
                    "the key of an object under %s, without empty or upward parts".formatted(ObjectKeys.incoming()),
                    key == null ? "nothing" : IncomingKey.shown(key),
                    "put the film there and name it as the store does");
        }
        StoredObject found = store.find(key)
                .orElseThrow(() -> Refusal.bad(
                        "object",
                        "an object that lies in the store",
                        "'%s', where there is nothing".formatted(key),
                        "check the key"));
        if (found.size() == 0) {
            throw Refusal.bad("object", "the bytes of a film", "an empty object", "put the film there again");
        }
        return found;
    }
}
