package genga.gateway.render;

import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.StoredObject;
import genga.gateway.object.IncomingKey;
import genga.gateway.problem.Refusal;
import genga.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;

/// Adapters that people brought into the store, such as those that make a base model need fewer steps. Only safetensors
/// files under `incoming/` can be named: whoever names an object gets to see what is made of it.
@ApplicationScoped
class IncomingAdapters {

    private final ObjectStore store;

    IncomingAdapters(ObjectStore store) {
        this.store = store;
    }

    /// The object with its hash, which the store works out by reading it where nobody left one.
    StoredObject find(String key) {
        if (!IncomingKey.isOne(key) || !key.endsWith(".safetensors")) {
            throw Refusal.bad(
                    "adapters",
                    "the key of a .safetensors object under %s, without empty or upward parts"
                            .formatted(ObjectKeys.incoming()),
                    IncomingKey.shown(key),
                    "put the adapter there and name it as the store does");
        }
        return store.find(key)
                .orElseThrow(() -> Refusal.bad(
                        "adapters",
                        "an object that lies in the store",
                        "'%s', where there is nothing".formatted(key),
                        "check the key"));
    }
}
