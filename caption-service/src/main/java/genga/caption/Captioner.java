package genga.caption;

import genga.contracts.vocabulary.Caption;
import genga.contracts.vocabulary.TriggerPhrase;
import java.nio.file.Path;

/// Describes a clip in words.
sealed interface Captioner permits MeasuredCaptioner {
    /// @param clip the clip's file
    /// @param triggerPhrase the caption's first words, there exactly once
    Caption caption(Path clip, TriggerPhrase triggerPhrase);
}
