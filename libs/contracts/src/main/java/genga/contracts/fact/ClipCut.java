package genga.contracts.fact;

import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.FrameRate;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.Resolution;
import genga.contracts.vocabulary.StoredObject;

/// A clip or still lies in the store: a shot cut out of a film and re-timed to 16 fps, a picture taken out of it, or
/// one
/// that was brought along as it is.
///
/// @param medium     whether it moves
/// @param shot       counted from 1; of an imported collection, the place in it
/// @param firstFrame of the film, counted from 0
/// @param lastFrame  of the film, included; the same as the first for a still
/// @param frames     decoded from the stored clip, which is the only count to trust
/// @param video      the clip at master quality, or the still as PNG or as it was imported
/// @param preview    a small MP4 for the page; of a still, its poster
/// @param poster     one frame as JPEG
/// @param strip      a few frames side by side as one JPEG
public record ClipCut(
        FactHeader header,
        ClipId clip,
        FilmId film,
        ProjectId project,
        Medium medium,
        int shot,
        long firstFrame,
        long lastFrame,
        FrameRate filmRate,
        int frames,
        Resolution resolution,
        StoredObject video,
        StoredObject preview,
        StoredObject poster,
        StoredObject strip)
        implements Fact {

    public ClipCut {
        medium = medium == null ? Medium.CLIP : medium;
        preview = preview == null ? video : preview;
    }

    @Override
    public Topic topic() {
        return Topic.CLIPS_CUT;
    }

    @Override
    public String key() {
        return clip.value();
    }
}
