package genga.caption;

import genga.store.InMemoryObjectStore;
import genga.store.ObjectStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

class InMemoryStore {
    @Produces
    @Singleton
    ObjectStore store() {
        return new InMemoryObjectStore();
    }
}
