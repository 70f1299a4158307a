package genga.chassis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import genga.contracts.vocabulary.Problem;
import genga.contracts.vocabulary.StoredObject;
import genga.store.ContentType;
import genga.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Manifests, indexes and recipes: JSON in the object store.
@ApplicationScoped
public class Documents {

    private final ObjectStore store;
    private final ObjectMapper json;

    Documents(ObjectStore store, ObjectMapper json) {
        this.store = store;
        this.json = json;
    }

    /// The document a claim check names, checked against its sha256.
    ///
    /// @throws Refused when it is not a valid document of that type
    public <D> D read(StoredObject object, Class<D> type) {
        try {
            return json.readValue(store.read(object), type);
        } catch (JsonProcessingException e) {
            Throwable cause = e.getCause() instanceof IllegalArgumentException reason ? reason : e;
            String first =
                    String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
            throw new Refused(
                    new Problem(
                            object.key(), first, "a valid " + type.getSimpleName(), "write it anew and order again"),
                    e);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot fail to be read", e);
        }
    }

    /// Stores a document; equal documents give equal bytes.
    public StoredObject write(String key, Object document) {
        return store.put(key, text(document).getBytes(StandardCharsets.UTF_8), ContentType.JSON);
    }

    /// The document as JSON text, on one line.
    public String text(Object document) {
        try {
            return json.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "%s cannot be written as JSON: %s"
                            .formatted(document.getClass().getSimpleName(), e.getMessage()),
                    e);
        }
    }
}
