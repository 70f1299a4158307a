package genga.caption;

import genga.contracts.vocabulary.Caption;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.TriggerPhrase;
import java.nio.file.Path;

/// Describes a clip or still in words.
sealed interface Captioner permits MeasuredCaptioner {
    /// @param file the clip's or still's
    /// @param triggerPhrase the caption's first words, there exactly once
    Caption caption(Path file, Medium medium, TriggerPhrase triggerPhrase);
}
