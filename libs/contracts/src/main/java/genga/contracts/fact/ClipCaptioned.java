package genga.contracts.fact;

import genga.contracts.vocabulary.Caption;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.ProjectId;

/// A clip has its caption.
public record ClipCaptioned(FactHeader header, ClipId clip, ProjectId project, Caption caption) implements Fact {

    @Override
    public Topic topic() {
        return Topic.CLIPS_CAPTIONED;
    }

    @Override
    public String key() {
        return clip.value();
    }
}
