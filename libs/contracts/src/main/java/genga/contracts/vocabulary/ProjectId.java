package genga.contracts.vocabulary;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Names a project: one style, its films, datasets, runs and renders.
public record ProjectId(@JsonValue String value) implements Id {

    @JsonCreator
    public ProjectId {
        Id.check("project", value);
    }

    public static ProjectId fresh() {
        return new ProjectId(Ulid.next("project"));
    }

    @Override
    public String toString() {
        return value;
    }
}
