package genga.curation.screening;

import genga.contracts.vocabulary.ClipMeasures;
import genga.contracts.vocabulary.DatasetPart;
import genga.contracts.vocabulary.ScreeningThresholds;
import genga.contracts.vocabulary.Verdict;
import genga.contracts.vocabulary.Verdict.Review.Doubt;
import java.util.List;

/// Judges the clips and stills of one project, each by itself and against those before it. They must come in the order
/// of their ids; then the same project and thresholds give the same verdicts, whenever and by whom it is judged.
public final class Judging {
    private final ScreeningThresholds thresholds;
    private final Screening screening;
    private final Originals clips;
    private final Originals stills;

    /// @param parts dataset parts in force
    public Judging(ScreeningThresholds thresholds, List<DatasetPart> parts) {
        this.thresholds = thresholds;
        this.screening = new Screening(thresholds, parts);
        this.clips = new Originals(thresholds.duplicateDistance());
        this.stills = new Originals(thresholds.duplicateDistance());
    }

    public Verdict judge(Candidate candidate) {
        ClipMeasures measures = candidate.measures();
        Fingerprint fingerprint = Fingerprint.parse(measures.hash());
        return switch (candidate.kind()) {
            case CLIP -> clips.judge(candidate.clip(), fingerprint, screening.clip(candidate.frames(), measures));
            case STILL -> stills.judge(candidate.clip(), fingerprint, screening.still(measures));
            case PROPOSAL -> proposed(stills.judge(candidate.clip(), fingerprint, screening.still(measures)), measures);
        };
    }

    private Verdict proposed(Verdict verdict, ClipMeasures measures) {
        boolean presentable = verdict instanceof Verdict.Kept || verdict instanceof Verdict.Review;
        return presentable
                ? new Verdict.Review(Doubt.PROPOSED, measures.tone().sharpness(), thresholds.leastSharpness())
                : verdict;
    }
}
