package genga.contracts.vocabulary;

/// How far a piece of work has come.
///
/// @param stage what is being done, in words for a person
/// @param done  units done, of
/// @param total units in all; 0 when not known yet
public record Progress(String stage, long done, long total) {

    public Progress {
        if (stage == null || stage.isBlank() || done < 0 || total < 0) {
            throw new IllegalArgumentException(
                    "progress needs a stage and counts of 0 or more, got '%s' %d/%d".formatted(stage, done, total));
        }
    }
}
