package genga.gateway.film;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.StoredObject;
import genga.curation.shot.ScoresDocument;
import genga.gateway.problem.Refusal;
import genga.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The scores of films' frames. Those of the films looked at last are remembered, since who moves a threshold asks for
/// them many times a minute; a film of two hours takes 8 MB.
@ApplicationScoped
class ScoreBook {

    private static final int REMEMBERED = 4;

    private final ObjectStore store;
    private final ObjectReader json;
    private final Map<StoredObject, ScoresDocument> read =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<StoredObject, ScoresDocument> eldest) {
                    return size() > REMEMBERED;
                }
            });

    ScoreBook(ObjectStore store, ObjectMapper json) {
        this.store = store;
        this.json = json.readerFor(ScoresDocument.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    ScoresDocument of(FilmId film) {
        StoredObject object = store.find(ObjectKeys.filmScores(film))
                .orElseThrow(() -> Refusal.conflict(
                        "film",
                        "one whose frames have been scored",
                        "%s, of which there are no scores".formatted(film),
                        "wait until its frames are scored; a collection of clips has none"));
        ScoresDocument known = read.get(object);
        if (known == null) {
            known = parse(object);
            read.put(object, known);
        }
        return known;
    }

    private ScoresDocument parse(StoredObject object) {
        try {
            return json.readValue(store.read(object));
        } catch (IOException e) {
            throw new UncheckedIOException("reading scores from " + object.key(), e);
        }
    }
}
