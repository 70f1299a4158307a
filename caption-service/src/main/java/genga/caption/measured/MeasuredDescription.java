package genga.caption.measured;

import genga.contracts.vocabulary.Medium;
import java.nio.file.Path;

/// A clip or still in words, as far as measuring goes.
public final class MeasuredDescription {
    /// Changes whenever the same clip would get other words.
    public static final int VERSION = 2;

    private MeasuredDescription() {}

    /// Two to four sentences on one line.
    ///
    /// @throws genga.media.UnreadableMedia when the file does not decode
    public static String of(Path file, Medium medium) {
        return Sentences.about(Look.at(file, medium));
    }
}
