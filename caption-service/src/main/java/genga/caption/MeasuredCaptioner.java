package genga.caption;

import genga.caption.measured.MeasuredDescription;
import genga.contracts.vocabulary.Caption;
import genga.contracts.vocabulary.TriggerPhrase;
import java.nio.file.Path;

/// Describes a clip by what can be measured on it. Needs no model and no network.
final class MeasuredCaptioner implements Captioner {
    @Override
    public Caption caption(Path clip, TriggerPhrase triggerPhrase) {
        String text = triggerPhrase.lead(MeasuredDescription.of(clip));
        return new Caption(text, new Caption.Source.Measured(MeasuredDescription.VERSION));
    }
}
