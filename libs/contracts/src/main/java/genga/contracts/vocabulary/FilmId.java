package genga.contracts.vocabulary;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Names a film as uploaded.
public record FilmId(@JsonValue String value) implements Id {

    @JsonCreator
    public FilmId {
        Id.check("film", value);
    }

    public static FilmId fresh() {
        return new FilmId(Ulid.next("film"));
    }

    @Override
    public String toString() {
        return value;
    }
}
