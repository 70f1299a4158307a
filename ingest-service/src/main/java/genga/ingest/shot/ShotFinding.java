package genga.ingest.shot;

import genga.chassis.Documents;
import genga.chassis.Refused;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.FrameRange;
import genga.contracts.vocabulary.Problem;
import genga.contracts.vocabulary.StoredObject;
import genga.curation.shot.ScoresDocument;
import genga.curation.shot.Shot;
import genga.curation.shot.ShotPlan;
import genga.curation.shot.ShotScores;
import genga.curation.shot.ShotSettings;
import genga.ingest.IngestConfig;
import genga.ingest.learned.LearnedDetectors;
import genga.media.shot.BoundaryDetector;
import genga.media.shot.ShotDetection;
import genga.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Finds the shots of a film. The scores of its frames are stored, so that a film is scored once.
@ApplicationScoped
public class ShotFinding {
    private final ObjectStore store;
    private final Documents documents;
    private final LearnedDetectors learned;
    private final ShotSettings settings;

    ShotFinding(ObjectStore store, Documents documents, LearnedDetectors learned, IngestConfig config) {
        this.store = store;
        this.documents = documents;
        this.learned = learned;
        IngestConfig.Shots shots = config.shots();
        this.settings = new ShotSettings(
                shots.ratio(), shots.window(), shots.leastContent(), shots.leastSeconds(), shots.guardFrames());
    }

    /// @param scores of every frame
    /// @param shots in film order
    /// @param warnings what of the film could not be read, one sentence each
    public record Found(ShotScores scores, List<Shot> shots, List<String> warnings) {
        public Found {
            shots = List.copyOf(shots);
            warnings = List.copyOf(warnings);
        }
    }

    /// @param watch told after each frame scored; not called when the film was scored before
    /// @throws Refused when there is no shot in the film
    public <E extends Exception> Found find(FilmId film, Path source, ShotDetection.Watch<E> watch) throws E {
        Optional<ScoresDocument> stored = stored(film);
        ScoresDocument document = stored.isPresent() ? stored.get() : score(film, source, watch);
        ShotScores scores = document.scores();
        List<Shot> shots = ShotPlan.of(scores, settings).shots();
        int frames = scores.frames().size();
        if (frames < 2 || shots.isEmpty()) {
            throw new Refused(new Problem(
                    "film",
                    frames < 2 ? "a single frame" : "%d frames, all black or in transition".formatted(frames),
                    "at least one shot of moving pictures",
                    "upload a film that shows something for a second or more"));
        }
        return found(document, scores, shots);
    }

    /// Takes the shots that a person defined.
    ///
    /// @throws Refused when the film has no such frames, or was never scored
    public Found given(FilmId film, List<FrameRange> ranges) {
        ScoresDocument document = stored(film)
                .orElseThrow(() -> new Refused(new Problem(
                        "film " + film,
                        "no scores of its frames",
                        "a film that was taken in",
                        "upload a film that can be read; a collection has no shots to define")));
        ShotScores scores = document.scores();
        int frames = scores.frames().size();
        for (FrameRange range : ranges) {
            if (range.to() > frames) {
                throw new Refused(new Problem(
                        "shots",
                        "a shot of the frames [%d, %d)".formatted(range.from(), range.to()),
                        "shots within the %d frames of %s".formatted(frames, film),
                        "end the last shot where the film ends"));
            }
        }
        return found(
                document,
                scores,
                ranges.stream().map(range -> new Shot(range.from(), range.to())).toList());
    }

    private static Found found(ScoresDocument document, ShotScores scores, List<Shot> shots) {
        String loss = document.loss().sentence();
        return new Found(scores, shots, loss.isEmpty() ? List.of() : List.of(loss));
    }

    /// Whether the film's frames are scored.
    public boolean scored(FilmId film) {
        return store.find(ObjectKeys.filmScores(film)).isPresent();
    }

    private Optional<ScoresDocument> stored(FilmId film) {
        Optional<StoredObject> object = store.find(ObjectKeys.filmScores(film));
        return object.map(found -> documents.read(found, ScoresDocument.class));
    }

    private <E extends Exception> ShotDetection.Result look(Path source, ShotDetection.Watch<E> watch) throws E {
        Optional<BoundaryDetector> detector = learned.boundaries();
        try {
            return ShotDetection.score(source, detector, watch);
        } finally {
            detector.ifPresent(BoundaryDetector::close);
        }
    }

    private <E extends Exception> ScoresDocument score(FilmId film, Path source, ShotDetection.Watch<E> watch)
            throws E {
        ShotDetection.Result result = look(source, watch);
        ScoresDocument document =
                ScoresDocument.of(result.scores(), result.loss().orElse(""));
        documents.write(ObjectKeys.filmScores(film), document);
        return document;
    }
}
