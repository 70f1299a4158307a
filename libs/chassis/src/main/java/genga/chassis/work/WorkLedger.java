package genga.chassis.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import genga.contracts.fact.Fact;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.StoredObject;
import genga.store.ContentType;
import genga.store.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/// Which orders a service accepted and which of them are over, kept in the object store: an order is there from before
/// its message is acknowledged until its work has ended, whatever is killed in between.
final class WorkLedger {

    private static final Logger LOG = Logger.getLogger(WorkLedger.class);

    private final ObjectStore store;
    private final ObjectMapper json;
    private final String service;
    private final String instance;

    WorkLedger(ObjectStore store, ObjectMapper json, String service, String instance) {
        this.store = store;
        this.json = json;
        this.service = service;
        this.instance = instance;
    }

    /// @return whether the order is new
    boolean accept(String work, Fact order) {
        try {
            return store.putIfAbsent(
                    ObjectKeys.workOrder(service, work), json.writeValueAsBytes(order), ContentType.JSON);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "order %s of type %s cannot be written as JSON: %s"
                            .formatted(work, order.getClass().getSimpleName(), e.getMessage()),
                    e);
        }
    }

    /// Takes the work for this instance; an instance that comes back under its old name takes its own again.
    boolean claim(String work) {
        String key = ObjectKeys.workClaim(service, work);
        byte[] mine = instance.getBytes(StandardCharsets.UTF_8);
        return store.putIfAbsent(key, mine, ContentType.JSON)
                || store.find(key)
                        .map(claim -> instance.equals(new String(store.read(claim), StandardCharsets.UTF_8)))
                        .orElse(false);
    }

    void end(String work) {
        store.put(ObjectKeys.workEnded(service, work), "{}".getBytes(StandardCharsets.UTF_8), ContentType.JSON);
    }

    boolean ended(String work) {
        return store.find(ObjectKeys.workEnded(service, work)).isPresent();
    }

    /// Orders that have not ended, oldest first (ids begin with their time).
    <O extends Fact> List<O> open(Class<O> type) {
        String prefix = "works/" + service + "/";
        TreeSet<String> orders = new TreeSet<>();
        TreeSet<String> over = new TreeSet<>();
        for (String key : store.list(prefix)) {
            String work = key.substring(prefix.length(), key.lastIndexOf('/'));
            (key.endsWith("/ended.json") ? over : orders).add(work);
        }
        orders.removeAll(over);
        List<O> open = new ArrayList<>();
        for (String work : orders) {
            store.find(ObjectKeys.workOrder(service, work))
                    .flatMap(object -> parse(object, type))
                    .ifPresent(open::add);
        }
        return open;
    }

    /// Nothing where another build wrote the order in a shape this one does not know; others are not held up by it.
    private <O> Optional<O> parse(StoredObject order, Class<O> type) {
        try {
            return Optional.of(json.readValue(store.read(order), type));
        } catch (IOException e) {
            LOG.errorf("order left lying object=%s: %s", order.key(), e.getMessage());
            return Optional.empty();
        }
    }
}
