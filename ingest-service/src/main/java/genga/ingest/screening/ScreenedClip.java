package genga.ingest.screening;

import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.FrameRange;
import genga.contracts.vocabulary.StoredObject;
import genga.contracts.vocabulary.Verdict;
import genga.curation.screening.Candidate;

/// A clip or still that is stored and told of, with what it takes to judge it anew.
///
/// @param shot frames of the film that it, or the shot it is the still of, was cut from
/// @param video what captions are made of
/// @param captioned whether it brought its caption along
public record ScreenedClip(
        Candidate candidate, FrameRange shot, StoredObject video, boolean captioned, Judgement judgement) {

    /// @param told whether the studio has heard of it; a kill may come between judging and telling
    public record Judgement(Verdict verdict, boolean told) {}

    public ClipId clip() {
        return candidate.clip();
    }

    public Verdict verdict() {
        return judgement.verdict();
    }

    /// The same clip under a new judgement, to be told of where it differs.
    ScreenedClip judged(Verdict verdict) {
        return verdict.equals(verdict()) ? this : with(new Judgement(verdict, false));
    }

    ScreenedClip told() {
        return judgement.told() ? this : with(new Judgement(verdict(), true));
    }

    private ScreenedClip with(Judgement other) {
        return new ScreenedClip(candidate, shot, video, captioned, other);
    }
}
