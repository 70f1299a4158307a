package genga.gateway.screening;

import genga.contracts.vocabulary.ClipMeasures;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.Ruling;
import genga.curation.screening.Candidate;
import genga.curation.screening.Judging;
import genga.gateway.readmodel.ClipBrief;
import java.util.Map;
import java.util.TreeMap;

/// What some criteria would make of a project's clips and stills, changing nothing. A person's rulings go on counting.
///
/// @param standings clips by what they would stand as
/// @param stills    stills, likewise
/// @param changed   clips and stills that would stand as something else than now
record Judgement(Map<String, Integer> standings, Map<String, Integer> stills, int changed) {

    /// @param clips by id, so that of two alike the same one stays
    static Judgement of(Iterable<ClipBrief> clips, Criteria criteria) {
        Judging judging = new Judging(criteria.thresholds(), criteria.parts());
        Map<String, Integer> standings = new TreeMap<>();
        Map<String, Integer> stills = new TreeMap<>();
        int changed = 0;
        for (ClipBrief clip : clips) {
            if (clip.judged().isPresent()) {
                // A clip that a person ruled on is judged all the same: later ones may be its duplicates.
                String label =
                        judging.judge(candidate(clip, clip.judged().get())).label();
                String standing = clip.ruling().map(Judgement::ruled).orElse(label);
                (clip.medium() == Medium.CLIP ? standings : stills).merge(standing, 1, Integer::sum);
                changed += clip.standing().filter(standing::equals).isPresent() ? 0 : 1;
            }
        }
        return new Judgement(standings, stills, changed);
    }

    private static String ruled(Ruling ruling) {
        return ruling == Ruling.KEEP ? "Kept" : "Rejected";
    }

    private static Candidate candidate(ClipBrief clip, ClipMeasures measures) {
        return new Candidate(clip.clip(), kind(clip), clip.frames(), measures);
    }

    /// A still that ingest took out of a shot by itself is a proposal; a person's crop or import is wanted.
    private static Candidate.Kind kind(ClipBrief clip) {
        if (clip.medium() == Medium.CLIP) {
            return Candidate.Kind.CLIP;
        }
        return clip.clip().value().endsWith("-still") ? Candidate.Kind.PROPOSAL : Candidate.Kind.STILL;
    }
}
