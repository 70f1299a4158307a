package genga.caption.measured;

import java.nio.file.Path;

/// A clip in words, as far as measuring goes.
public final class MeasuredDescription {
    /// Changes whenever the same clip would get other words.
    public static final int VERSION = 2;

    private MeasuredDescription() {}

    /// Two to four sentences on one line.
    ///
    /// @throws genga.media.UnreadableMedia when the clip does not decode
    public static String of(Path clip) {
        return Sentences.about(Look.at(clip));
    }
}
