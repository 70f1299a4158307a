package genga.contracts.vocabulary;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;

/// Names a film as uploaded.
public record FilmId(@JsonValue String value) implements Id {

    @JsonCreator
    public FilmId {
        Id.check("film", value);
    }

    public static FilmId fresh() {
        return new FilmId(Ulid.next("film"));
    }

    /// The film that is found again under the same name: made of when its file was written and what else tells it from
    /// others.
    public static FilmId of(Instant at, String identity) {
        return new FilmId(Ulid.of("film", at, identity));
    }

    @Override
    public String toString() {
        return value;
    }
}
