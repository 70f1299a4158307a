package genga.contracts.vocabulary;

/// What a person says of a clip or still. It wins over every verdict, and screening again does not touch it.
public enum Ruling {
    KEEP,
    REJECT,
    /// Takes an earlier ruling back: the verdict counts again.
    AS_SCREENED
}
