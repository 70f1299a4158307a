package genga.curation.screening;

import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.Verdict;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The clips, or the stills, of a project that are not duplicates of one before them. Clips must come in the order of
/// their ids, so that of two alike the same one stays whenever they are judged.
public final class Originals {
    private final int ceiling;
    private final Map<ClipId, Fingerprint> known =
            new TreeMap<>((a, b) -> a.value().compareTo(b.value()));

    /// @param ceiling bits of 64 in which pictures may differ and still be the same
    public Originals(int ceiling) {
        this.ceiling = ceiling;
    }

    /// The verdict on a clip that measures alone would give `verdict`: what is good enough is a duplicate if an earlier
    /// one looks the same, and an original that later ones are held against if not.
    public Verdict judge(ClipId clip, Fingerprint fingerprint, Verdict verdict) {
        if (!(verdict instanceof Verdict.Kept || verdict instanceof Verdict.Review)) {
            return verdict;
        }
        Optional<Verdict> twin = twin(clip, fingerprint);
        if (twin.isEmpty()) {
            known.put(clip, fingerprint);
        }
        return twin.orElse(verdict);
    }

    private Optional<Verdict> twin(ClipId clip, Fingerprint fingerprint) {
        for (Map.Entry<ClipId, Fingerprint> other : known.entrySet()) {
            int distance = fingerprint.distance(other.getValue());
            if (distance <= ceiling && !other.getKey().equals(clip)) {
                return Optional.of(new Verdict.Duplicate(other.getKey(), distance, ceiling));
            }
        }
        return Optional.empty();
    }
}
