package genga.ingest.film;

import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.ClipMeasures;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.Verdict;
import genga.curation.screening.Candidate;
import genga.curation.screening.Judging;
import genga.curation.shot.Shot;
import genga.ingest.IngestConfig;
import genga.ingest.clip.ClipCutting;
import genga.ingest.clip.ClipStorage;
import genga.ingest.clip.CutClip;
import genga.ingest.clip.Origin;
import genga.ingest.clip.ProposedStill;
import genga.ingest.learned.LearnedDetectors;
import genga.ingest.screening.ScreenedClip;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/// Makes what becomes of one shot: its clip and, unless the configuration says otherwise, a still.
@ApplicationScoped
class ShotClips {
    private final ClipStorage storage;
    private final LearnedDetectors learned;
    private final IngestConfig.Stills stills;

    ShotClips(ClipStorage storage, LearnedDetectors learned, IngestConfig config) {
        this.storage = storage;
        this.learned = learned;
        this.stills = config.stills();
    }

    /// What the clips of one film are made with.
    record Tools(ClipCutting cutting, Judging judging) {}

    List<ScreenedClip> make(Origin origin, Tools tools) {
        ClipId clip = ClipId.of(origin.film().film(), origin.shot());
        CutClip cut =
                tools.cutting().cut(new Shot(origin.shot().from(), origin.shot().to()), clip);
        ClipMeasures measures = learned.withOverlay(cut.measures(), Medium.CLIP, cut.frames(), cut.preview());
        Candidate candidate = new Candidate(clip, Candidate.Kind.CLIP, cut.frames(), measures);
        Verdict verdict = tools.judging().judge(candidate);
        List<ScreenedClip> made = new ArrayList<>();
        made.add(storage.store(origin, cut, candidate, verdict));
        boolean kept = verdict instanceof Verdict.Kept;
        if (stills.propose() && !(stills.otherShotsOnly() && kept)) {
            made.add(propose(origin, cut.still(), tools.judging()));
        }
        return made;
    }

    private ScreenedClip propose(Origin origin, ProposedStill still, Judging judging) {
        ClipId clip = ClipId.still(origin.film().film(), still.frame());
        ClipMeasures measures = learned.withOverlay(still.measures(), Medium.STILL, 1, still.picture());
        Candidate candidate = new Candidate(clip, Candidate.Kind.PROPOSAL, 1, measures);
        return storage.store(origin, still, candidate, judging.judge(candidate));
    }
}
