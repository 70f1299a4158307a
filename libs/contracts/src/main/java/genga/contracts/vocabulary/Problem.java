package genga.contracts.vocabulary;

/// Why something could not be done, said so that a person can act on it.
///
/// @param subject  the field, file or tensor that was wrong
/// @param found    what was given
/// @param expected what was expected instead
/// @param remedy   what to do
public record Problem(String subject, String found, String expected, String remedy) {

    /// One sentence.
    public String sentence() {
        return "%s: expected %s, got %s; %s".formatted(subject, expected, found, remedy);
    }
}
