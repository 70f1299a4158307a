package genga.contracts.fact;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import genga.contracts.vocabulary.Problem;
import genga.contracts.vocabulary.StoredObject;
import java.util.List;

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
    /// @param notes   a sentence for each setting that could not act in this render, or hardly well
    record Finished(StoredObject clip, StoredObject poster, StoredObject recipe, double seconds, List<String> notes)
            implements RenderOutcome {

        /// Facts from before there were notes have none.
        public Finished {
            notes = notes == null ? List.of() : List.copyOf(notes);
        }
    }

    record Cancelled() implements RenderOutcome {}

    record Failed(Problem problem) implements RenderOutcome {}
}
