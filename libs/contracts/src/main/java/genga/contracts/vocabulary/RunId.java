package genga.contracts.vocabulary;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Names a training run.
public record RunId(@JsonValue String value) implements Id {

    @JsonCreator
    public RunId {
        Id.check("run", value);
    }

    public static RunId fresh() {
        return new RunId(Ulid.next("run"));
    }

    @Override
    public String toString() {
        return value;
    }
}
