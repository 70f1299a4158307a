package genga.contracts.vocabulary;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Names a frozen dataset.
public record DatasetId(@JsonValue String value) implements Id {

    @JsonCreator
    public DatasetId {
        Id.check("dataset", value);
    }

    public static DatasetId fresh() {
        return new DatasetId(Ulid.next("dataset"));
    }

    @Override
    public String toString() {
        return value;
    }
}
