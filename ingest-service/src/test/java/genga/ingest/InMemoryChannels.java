package genga.ingest;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import java.util.HashMap;
import java.util.Map;

/// No broker: films and commands are put into channels by the test, facts are read out of one.
public class InMemoryChannels implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        Map<String, String> switched = new HashMap<>();
        switched.putAll(InMemoryConnector.switchIncomingChannelsToInMemory(
                "films-uploaded", "shots-defined", "screenings-defined", "stills-requested", "works-commanded"));
        switched.putAll(InMemoryConnector.switchOutgoingChannelsToInMemory("facts"));
        return switched;
    }

    @Override
    public void stop() {
        InMemoryConnector.clear();
    }
}
