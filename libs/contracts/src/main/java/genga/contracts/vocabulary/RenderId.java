package genga.contracts.vocabulary;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Names a render.
public record RenderId(@JsonValue String value) implements Id {

    @JsonCreator
    public RenderId {
        Id.check("render", value);
    }

    public static RenderId fresh() {
        return new RenderId(Ulid.next("render"));
    }

    @Override
    public String toString() {
        return value;
    }
}
