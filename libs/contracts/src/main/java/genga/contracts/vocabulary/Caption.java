package genga.contracts.vocabulary;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// Text paired with a clip; it starts with the project's trigger phrase.
///
/// @param text   one line
/// @param source who wrote it
public record Caption(String text, Source source) {

    public Caption {
        if (text == null || text.isBlank() || text.contains("\n")) {
            throw new IllegalArgumentException("caption must be one line of text, got '%s'".formatted(text));
        }
    }

    /// Where a caption came from.
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "source")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Source.Measured.class, name = "Measured"),
        @JsonSubTypes.Type(value = Source.Imported.class, name = "Imported")
    })
    public sealed interface Source {

        /// Sentences put together from measures of the picture: camera, light, colour, motion. Honest but basic.
        record Measured(int version) implements Source {}

        /// A person's, brought along with the clip.
        ///
        /// @param file where it stood: a `.txt` beside the clip, or a `.jsonl`
        record Imported(String file) implements Source {}
    }
}
