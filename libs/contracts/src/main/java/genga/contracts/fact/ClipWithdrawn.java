package genga.contracts.fact;

import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.ProjectId;

/// A clip is no longer one of its film's, since cuts were moved. What is stored stays; cutting it again brings it back.
public record ClipWithdrawn(FactHeader header, ClipId clip, FilmId film, ProjectId project) implements Fact {

    @Override
    public Topic topic() {
        return Topic.CLIPS_WITHDRAWN;
    }

    @Override
    public String key() {
        return clip.value();
    }
}
