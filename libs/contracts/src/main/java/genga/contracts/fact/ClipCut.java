package genga.contracts.fact;

import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.FrameRate;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.Resolution;
import genga.contracts.vocabulary.StoredObject;

/// A shot was cut out of a film and re-timed to 16 fps.
///
/// @param shot counted from 1
/// @param firstFrame of the film, counted from 0
/// @param lastFrame of the film, included
/// @param frames decoded from the stored clip, which is the only count to trust
/// @param poster one frame as JPEG
/// @param strip a few frames side by side as one JPEG
public record ClipCut(
        FactHeader header,
        ClipId clip,
        FilmId film,
        ProjectId project,
        int shot,
        long firstFrame,
        long lastFrame,
        FrameRate filmRate,
        int frames,
        Resolution resolution,
        StoredObject video,
        StoredObject poster,
        StoredObject strip)
        implements Fact {

    @Override
    public Topic topic() {
        return Topic.CLIPS_CUT;
    }

    @Override
    public String key() {
        return clip.value();
    }
}
