package genga.render;

import genga.store.InMemoryObjectStore;
import genga.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/// Takes the place of the S3 store.
class InMemoryStore {

    @Produces
    @ApplicationScoped
    ObjectStore store() {
        return new InMemoryObjectStore();
    }
}
