package genga.ingest.clip;

import genga.chassis.Facts;
import genga.contracts.fact.CaptionRequested;
import genga.contracts.fact.ClipCut;
import genga.contracts.fact.ClipScreened;
import genga.contracts.fact.FactHeader;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.FrameRange;
import genga.contracts.vocabulary.FrameRate;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.Resolution;
import genga.contracts.vocabulary.StoredObject;
import genga.contracts.vocabulary.Verdict;
import genga.curation.shot.Shot;
import genga.store.ContentType;
import genga.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;

/// Stores a finished clip and tells the studio: cut, screened, and, when it is kept, in want of a caption.
///
/// Objects come before facts, and keys and event names follow from film and shot alone, so that doing it twice changes
/// nothing.
@ApplicationScoped
public class ClipStorage {
    private final ObjectStore store;
    private final Facts facts;
    private final Clock clock;

    ClipStorage(ObjectStore store, Facts facts, Clock clock) {
        this.store = store;
        this.facts = facts;
        this.clock = clock;
    }

    /// Which frames of which film a clip is made of.
    ///
    /// @param number of the shot, counted from 1
    /// @param rate nominal rate of the film
    public record Origin(FilmUploaded film, int number, Shot frames, FrameRate rate) {
        public ClipId clip() {
            return ClipId.of(film.film(), new FrameRange(frames.from(), frames.to()));
        }
    }

    /// @param video the finished clip on this machine
    public void store(Origin origin, CutClip cut, Path video, Verdict verdict) {
        ClipId clip = origin.clip();
        StoredObject stored = store.put(ObjectKeys.clipVideo(clip, "mp4"), video, ContentType.MP4);
        facts.send(cutFact(origin, cut, stored));
        facts.send(new ClipScreened(
                header("ClipScreened", clip),
                clip,
                origin.film().film(),
                origin.film().project(),
                verdict,
                cut.measures()));
        if (verdict instanceof Verdict.Kept) {
            facts.send(new CaptionRequested(
                    header("CaptionRequested", clip),
                    clip,
                    origin.film().project(),
                    origin.film().triggerPhrase(),
                    Medium.CLIP,
                    stored));
        }
    }

    private ClipCut cutFact(Origin origin, CutClip cut, StoredObject video) {
        ClipId clip = origin.clip();
        return new ClipCut(
                header("ClipCut", clip),
                clip,
                origin.film().film(),
                origin.film().project(),
                Medium.CLIP,
                origin.number(),
                origin.frames().from(),
                origin.frames().to() - 1L,
                origin.rate(),
                cut.frames(),
                new Resolution(cut.size().width(), cut.size().height()),
                video,
                video,
                store.put(ObjectKeys.clipPoster(clip), cut.poster(), ContentType.JPEG),
                store.put(ObjectKeys.clipStrip(clip), cut.strip(), ContentType.JPEG));
    }

    private FactHeader header(String what, ClipId clip) {
        return FactHeader.of(clock.instant(), what, clip);
    }
}
