package genga.gateway.object;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import genga.contracts.vocabulary.StoredObject;
import genga.store.ContentType;
import genga.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Documents kept in the store as JSON: recipes and manifests. They never change once written, so those read last are
/// remembered.
@ApplicationScoped
public class Documents {

    private static final int REMEMBERED = 500;

    private final ObjectStore store;
    private final ObjectMapper json;
    private final Map<StoredObject, Object> read = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<StoredObject, Object> eldest) {
            return size() > REMEMBERED;
        }
    });

    Documents(ObjectStore store, ObjectMapper json) {
        this.store = store;
        this.json = json;
    }

    public StoredObject write(String key, Object document) {
        try {
            return store.put(key, json.writeValueAsBytes(document), ContentType.JSON);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "document %s cannot be written as JSON: %s".formatted(key, e.getOriginalMessage()), e);
        }
    }

    public <T> T read(StoredObject object, Class<T> type) {
        Object known = read.get(object);
        if (known == null) {
            known = parse(object, type);
            read.put(object, known);
        }
        return type.cast(known);
    }

    private <T> T parse(StoredObject object, Class<T> type) {
        try {
            return json.readerFor(type)
                    .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(store.read(object));
        } catch (IOException e) {
            throw new UncheckedIOException("reading %s from %s".formatted(type.getSimpleName(), object.key()), e);
        }
    }
}
