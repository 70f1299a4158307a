package genga.ingest.screening;

import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.Verdict;
import genga.curation.screening.Candidate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The clips and stills of one film as they stand, a document in the store.
///
/// @param asOf when the order was given that they follow; an older one comes too late
/// @param clips in the order of their shots
public record ScreenedFilm(Film film, Instant asOf, List<ScreenedClip> clips) {
    public ScreenedFilm {
        clips = List.copyOf(clips);
    }

    ScreenedFilm judged(Map<ClipId, Verdict> verdicts) {
        return each(clip -> clip.judged(verdicts.get(clip.clip())));
    }

    ScreenedFilm told() {
        return each(ScreenedClip::told);
    }

    private ScreenedFilm each(UnaryOperator<ScreenedClip> change) {
        return new ScreenedFilm(film, asOf, clips.stream().map(change).toList());
    }

    List<ScreenedClip> untold() {
        return clips.stream().filter(clip -> !clip.judgement().told()).toList();
    }

    /// Moving clips by verdict label.
    public Map<String, Integer> verdictsOfClips() {
        return count(clips.stream()
                .filter(clip -> clip.candidate().kind() == Candidate.Kind.CLIP)
                .toList());
    }

    /// Clips and stills by verdict label.
    public Map<String, Integer> verdicts() {
        return count(clips);
    }

    private static Map<String, Integer> count(List<ScreenedClip> clips) {
        return clips.stream()
                .map(clip -> clip.verdict().label())
                .collect(Collectors.toMap(Function.identity(), label -> 1, Integer::sum));
    }
}
