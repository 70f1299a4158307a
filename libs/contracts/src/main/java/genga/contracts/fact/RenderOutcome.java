package genga.contracts.fact;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import genga.contracts.vocabulary.Problem;
import genga.contracts.vocabulary.StoredObject;

/// How a render ended.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RenderOutcome.Finished.class, name = "Finished"),
    @JsonSubTypes.Type(value = RenderOutcome.Cancelled.class, name = "Cancelled"),
    @JsonSubTypes.Type(value = RenderOutcome.Failed.class, name = "Failed")
})
public sealed interface RenderOutcome {

    /// @param clip    the MP4; its metadata holds the recipe too
    /// @param poster  one frame as JPEG
    /// @param recipe  a [genga.contracts.document.RenderRecipe] as JSON
    /// @param seconds of computing
    record Finished(StoredObject clip, StoredObject poster, StoredObject recipe, double seconds)
            implements RenderOutcome {}

    record Cancelled() implements RenderOutcome {}

    record Failed(Problem problem) implements RenderOutcome {}
}
