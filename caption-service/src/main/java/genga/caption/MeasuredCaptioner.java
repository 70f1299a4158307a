package genga.caption;

import genga.caption.measured.MeasuredDescription;
import genga.contracts.vocabulary.Caption;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.TriggerPhrase;
import java.nio.file.Path;

/// Describes a clip by what can be measured on it. Needs no model and no network.
final class MeasuredCaptioner implements Captioner {
    @Override
    public Caption caption(Path file, Medium medium, TriggerPhrase triggerPhrase) {
        String text = triggerPhrase.lead(MeasuredDescription.of(file, medium));
        return new Caption(text, new Caption.Source.Measured(MeasuredDescription.VERSION));
    }
}
