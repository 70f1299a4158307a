package genga.contracts.document;

/// What a field of a recipe must be like.
final class Requirement {

    private Requirement() {}

    /// Refuses a field that is not as expected, in one sentence.
    static void that(boolean holds, String field, String expected, Object found) {
        if (!holds) {
            throw new IllegalArgumentException("%s: expected %s, got %s".formatted(field, expected, found));
        }
    }

    /// What is given, or else the usual.
    static <T> T or(T given, T usual) {
        return given == null ? usual : given;
    }
}
