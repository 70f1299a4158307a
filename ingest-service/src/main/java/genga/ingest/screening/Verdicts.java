package genga.ingest.screening;

import genga.chassis.Facts;
import genga.contracts.fact.CaptionRequested;
import genga.contracts.fact.ClipScreened;
import genga.contracts.fact.FactHeader;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.Verdict;
import genga.curation.screening.Candidate;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Tells the studio how clips were judged, and asks for the captions of those that are kept.
@ApplicationScoped
public class Verdicts {
    /// The first verdict on a clip, which nothing but the film brought about.
    public static final String FIRST = "";

    /// Facts on their way to the broker at a time, each of which waits for the broker's word.
    private static final int LANES = 32;

    private final Facts facts;
    private final Clock clock;

    Verdicts(Facts facts, Clock clock) {
        this.facts = facts;
        this.clock = clock;
    }

    /// @param cause event that brought the verdict about, so that the same verdict come by otherwise is another fact
    public void tell(Film film, ScreenedClip clip, String cause) {
        facts.send(new ClipScreened(
                FactHeader.of(clock.instant(), "ClipScreened", clip.clip(), cause, clip.verdict()),
                clip.clip(),
                film.film(),
                film.project(),
                clip.verdict(),
                clip.candidate().measures()));
        if (clip.verdict() instanceof Verdict.Kept && !clip.captioned()) {
            facts.send(captionRequested(film, clip));
        }
    }

    private CaptionRequested captionRequested(Film film, ScreenedClip clip) {
        ClipId id = clip.clip();
        Medium medium = clip.candidate().kind() == Candidate.Kind.CLIP ? Medium.CLIP : Medium.STILL;
        FactHeader header = FactHeader.of(clock.instant(), "CaptionRequested", id);
        return new CaptionRequested(header, id, film.project(), film.triggerPhrase(), medium, clip.video());
    }

    /// Tells of many clips in no order, since no two facts are about one clip.
    void tellAll(Film film, List<ScreenedClip> clips, String cause) throws InterruptedException {
        List<Callable<Void>> acts =
                clips.stream().map(clip -> telling(film, clip, cause)).toList();
        try (ExecutorService lanes =
                Executors.newFixedThreadPool(LANES, Thread.ofVirtual().factory())) {
            for (Future<Void> told : lanes.invokeAll(acts)) {
                told.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException("verdicts could not be told", e.getCause());
        }
    }

    private Callable<Void> telling(Film film, ScreenedClip clip, String cause) {
        return () -> {
            tell(film, clip, cause);
            return null;
        };
    }
}
