package genga.ingest.screening;

import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.ClipMeasures;
import genga.contracts.vocabulary.Verdict;
import genga.ingest.IngestConfig;
import genga.media.measure.PerceptualHash;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Judges the clips of one film, in shot order. The first threshold that a clip breaks decides.
public final class ClipScreening {
    private final IngestConfig.Screening thresholds;
    private final Map<ClipId, List<PerceptualHash>> kept = new LinkedHashMap<>();

    public ClipScreening(IngestConfig.Screening thresholds) {
        this.thresholds = thresholds;
    }

    /// @param frames decoded frames of the clip
    /// @param hashes of its first, middle and last frame
    public Verdict judge(ClipId clip, int frames, ClipMeasures measures, List<PerceptualHash> hashes) {
        Verdict verdict = breach(frames, measures).or(() -> twin(hashes)).orElseGet(Verdict.Kept::new);
        remember(clip, verdict, hashes);
        return verdict;
    }

    /// Takes note of a clip that was judged before.
    public void remember(ClipId clip, Verdict verdict, List<PerceptualHash> hashes) {
        if (verdict instanceof Verdict.Kept) {
            kept.put(clip, hashes);
        }
    }

    private Optional<Verdict> breach(int frames, ClipMeasures measures) {
        if (frames < thresholds.leastFrames()) {
            return Optional.of(new Verdict.TooShort(frames, thresholds.leastFrames()));
        }
        if (measures.brightness() < thresholds.leastBrightness()) {
            return Optional.of(new Verdict.Dark(measures.brightness(), thresholds.leastBrightness()));
        }
        if (measures.letterbox() > thresholds.mostLetterbox()) {
            return Optional.of(new Verdict.Letterboxed(measures.letterbox(), thresholds.mostLetterbox()));
        }
        if (measures.motionMean() < thresholds.leastMotion()) {
            return Optional.of(new Verdict.TooStatic(measures.motionMean(), thresholds.leastMotion()));
        }
        if (measures.transition() > thresholds.mostTransition()) {
            return Optional.of(new Verdict.FastTransition(measures.transition(), thresholds.mostTransition()));
        }
        return Optional.empty();
    }

    /// A clip is a duplicate when its first, middle and last frame all look like another's.
    private Optional<Verdict> twin(List<PerceptualHash> hashes) {
        for (Map.Entry<ClipId, List<PerceptualHash>> other : kept.entrySet()) {
            int distance = 0;
            for (int i = 0; i < hashes.size(); i++) {
                distance = Math.max(
                        distance, hashes.get(i).distance(other.getValue().get(i)));
            }
            if (distance <= thresholds.duplicateDistance()) {
                return Optional.of(new Verdict.Duplicate(other.getKey(), distance, thresholds.duplicateDistance()));
            }
        }
        return Optional.empty();
    }
}
