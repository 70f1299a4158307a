package genga.ingest.film;

import genga.chassis.Refused;
import genga.chassis.work.WorkSignals;
import genga.contracts.fact.FilmOutcome;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.vocabulary.Problem;
import genga.contracts.vocabulary.Resolution;
import genga.ingest.shot.ShotFinding;
import genga.media.FrameSize;
import genga.media.MediaFacts;
import genga.media.Probe;
import genga.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/// Takes one film from its source to screened clips.
@ApplicationScoped
class FilmIngest {
    private static final Logger LOG = Logger.getLogger(FilmIngest.class);
    private static final String SCORING = "finding shots";

    private final ObjectStore store;
    private final ShotFinding shots;
    private final FilmClips clips;
    private final FilmRoom room;

    FilmIngest(ObjectStore store, ShotFinding shots, FilmClips clips, FilmRoom room) {
        this.store = store;
        this.shots = shots;
        this.clips = clips;
        this.room = room;
    }

    /// @throws genga.media.UnreadableMedia when the source is no film that can be read
    /// @throws Refused when nothing can be made of it, or a person cancelled
    FilmOutcome ingest(FilmUploaded film, WorkSignals signals) throws IOException, WorkSignals.WorkInterrupted {
        FilmFolder folder = room.folder(film);
        FilmProgress progress = room.progress(film);
        progress.at("fetching the film", 0, 0);
        Path source = folder.source(store, film);
        MediaFacts facts = Probe.film(source);
        long claimed = facts.claims().frames().orElse(0L);
        progress.at(SCORING, 0, claimed);
        ShotFinding.Found found = shots.find(film.film(), source, frames -> {
            heed(film, signals);
            progress.at(SCORING, frames, Math.max(claimed, frames));
        });
        Map<String, Integer> verdicts = clips.make(film, source, found, progress, signals);
        return outcome(facts, found, verdicts);
    }

    /// Stops where the service goes down, or a person wants the film ended.
    static void heed(FilmUploaded film, WorkSignals signals) throws WorkSignals.WorkInterrupted {
        signals.checkpoint();
        if (signals.cancelled()) {
            throw new Refused(new Problem(
                    "film " + film.film(), "a command to cancel", "ingest to run on", "upload the film again"));
        }
    }

    private static FilmOutcome outcome(MediaFacts facts, ShotFinding.Found found, Map<String, Integer> verdicts) {
        FrameSize display = facts.display();
        int decoded = found.scores().frames().size();
        List<String> warnings = new ArrayList<>(found.warnings());
        facts.claims()
                .frames()
                .filter(claimed -> claimed != decoded)
                .ifPresent(claimed ->
                        warnings.add("the container claims %d frames and %d decode; the decoded count is used"
                                .formatted(claimed, decoded)));
        return new FilmOutcome.Ingested(
                new Resolution(display.width(), display.height()),
                facts.rate(),
                decoded,
                found.plan().shots().size(),
                verdicts,
                warnings);
    }

    /// Gives the film's scratch space back. What cannot be removed stays behind and harms nobody.
    void clear(FilmUploaded film) {
        try {
            room.folder(film).remove();
        } catch (IOException e) {
            LOG.warnf("scratch space left behind film=%s: %s", film.film(), e.getMessage());
        }
    }
}
