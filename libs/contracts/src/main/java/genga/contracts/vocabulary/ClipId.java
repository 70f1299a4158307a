package genga.contracts.vocabulary;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Names a clip by its film and shot, so that cutting the same film twice names the same clips.
public record ClipId(@JsonValue String value) implements Id {

    @JsonCreator
    public ClipId {
        Id.check("clip", value);
    }

    /// The clip cut from the `shot`-th shot of a film, counted from 1.
    public static ClipId of(FilmId film, int shot) {
        return new ClipId("%s-%04d".formatted(film.value().replaceFirst("^film-", "clip-"), shot));
    }

    @Override
    public String toString() {
        return value;
    }
}
