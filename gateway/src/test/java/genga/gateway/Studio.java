package genga.gateway;

import genga.store.InMemoryObjectStore;
import genga.store.ObjectStore;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Map;

/// The rest of the studio, in memory: a broker that remembers what was sent and a store that keeps nothing.
public final class Studio implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return InMemoryConnector.switchOutgoingChannelsToInMemory("facts");
    }

    @Override
    public void stop() {
        InMemoryConnector.clear();
    }

    static class StoreInMemory {
        @Produces
        @ApplicationScoped
        ObjectStore store() {
            return new InMemoryObjectStore();
        }
    }
}
