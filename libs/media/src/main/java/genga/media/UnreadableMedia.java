package genga.media;

/// A file that cannot be used as given. The message is one sentence for the person who gave it.
public final class UnreadableMedia extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String expected;
    private final String found;

    /// @param field what of the file is wrong, e.g. `picture size`
    /// @param expected what would have been right
    /// @param found what came
    public UnreadableMedia(String field, String expected, String found) {
        super("%s: expected %s, found %s".formatted(field, expected, found));
        this.field = field;
        this.expected = expected;
        this.found = found;
    }

    public String field() {
        return field;
    }

    public String expected() {
        return expected;
    }

    public String found() {
        return found;
    }
}
