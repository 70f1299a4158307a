package genga.contracts.vocabulary;

import java.util.regex.Pattern;

/// A name that is safe in an object key, a URL and a topic key: lower-case letters, digits and hyphens.
public sealed interface Id permits ProjectId, FilmId, ClipId, DatasetId, RunId, RenderId {

    Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    String value();

    static void check(String kind, String value) {
        if (value == null || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "%s id must be 1 to 63 lower-case letters, digits or hyphens, got '%s'".formatted(kind, value));
        }
    }
}
