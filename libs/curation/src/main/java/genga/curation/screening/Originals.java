package genga.curation.screening;

import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The clips, or the stills, of a project that are not duplicates of one before them. Clips must come in the order of
/// their ids, so that of two alike the same one stays whenever they are judged.
public final class Originals {
    private final int ceiling;
    private final List<ClipId> clips = new ArrayList<>();
    private final List<Fingerprint> fingerprints = new ArrayList<>();

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
            clips.add(clip);
            fingerprints.add(fingerprint);
        }
        return twin.orElse(verdict);
    }

    private Optional<Verdict> twin(ClipId clip, Fingerprint fingerprint) {
        for (int i = 0; i < clips.size(); i++) {
            int distance = fingerprint.distance(fingerprints.get(i));
            if (distance <= ceiling && !clips.get(i).equals(clip)) {
                return Optional.of(new Verdict.Duplicate(clips.get(i), distance, ceiling));
            }
        }
        return Optional.empty();
    }
}
