package genga.contracts.fact;

import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.StoredObject;
import genga.contracts.vocabulary.TriggerPhrase;

/// A clip needs a caption.
public record CaptionRequested(
        FactHeader header, ClipId clip, ProjectId project, TriggerPhrase triggerPhrase, StoredObject video)
        implements Fact {

    @Override
    public Topic topic() {
        return Topic.CAPTIONS_REQUESTED;
    }

    @Override
    public String key() {
        return clip.value();
    }
}
