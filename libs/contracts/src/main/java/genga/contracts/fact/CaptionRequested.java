package genga.contracts.fact;

import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.StoredObject;
import genga.contracts.vocabulary.TriggerPhrase;

/// A clip or still needs a caption.
public record CaptionRequested(
        FactHeader header,
        ClipId clip,
        ProjectId project,
        TriggerPhrase triggerPhrase,
        Medium medium,
        StoredObject video)
        implements Fact {

    public CaptionRequested {
        medium = medium == null ? Medium.CLIP : medium;
    }

    @Override
    public Topic topic() {
        return Topic.CAPTIONS_REQUESTED;
    }

    @Override
    public String key() {
        return clip.value();
    }
}
