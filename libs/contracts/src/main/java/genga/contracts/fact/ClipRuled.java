package genga.contracts.fact;

import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.Ruling;

/// A person decided on a clip or still.
public record ClipRuled(FactHeader header, ClipId clip, ProjectId project, Ruling ruling) implements Fact {

    @Override
    public Topic topic() {
        return Topic.CLIPS_RULED;
    }

    @Override
    public String key() {
        return clip.value();
    }
}
