package genga.contracts.fact;

import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.ClipMeasures;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.Verdict;

/// A clip was measured and judged.
public record ClipScreened(
        FactHeader header, ClipId clip, FilmId film, ProjectId project, Verdict verdict, ClipMeasures measures)
        implements Fact {

    @Override
    public Topic topic() {
        return Topic.CLIPS_SCREENED;
    }

    @Override
    public String key() {
        return clip.value();
    }
}
