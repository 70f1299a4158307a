package genga.contracts.vocabulary;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The first words of every caption and prompt of a project, ending in a full stop: "Studio Ghibli style."
public record TriggerPhrase(@JsonValue String text) {

    @JsonCreator
    public TriggerPhrase {
        if (text == null || text.isBlank() || text.length() > 100 || text.contains("\n")) {
            throw new IllegalArgumentException(
                    "trigger phrase must be one line of 1 to 100 characters, got '%s'".formatted(text));
        }
        text = text.strip();
        text = text.endsWith(".") ? text : text + ".";
    }

    /// The text with this phrase in front, exactly once.
    public String lead(String rest) {
        String stripped = rest.strip();
        while (stripped.startsWith(text)) {
            stripped = stripped.substring(text.length()).strip();
        }
        return stripped.isEmpty() ? text : text + " " + stripped;
    }

    @Override
    public String toString() {
        return text;
    }
}
