package genga.ingest.film;

import genga.contracts.fact.FilmOutcome;
import genga.contracts.fact.ShotsDefined;
import genga.contracts.vocabulary.Resolution;
import genga.ingest.screening.ProjectScreening;
import genga.ingest.screening.ScreenedFilm;
import genga.ingest.shot.ShotFinding;
import genga.ingest.workplace.Workplace;
import genga.media.FrameSize;
import genga.media.MediaFacts;
import genga.media.MediaKind;
import genga.media.Probe;
import genga.media.probe.IsolatedProbe;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Takes one film from its file to screened clips, of shots that are found or that a person defined.
@ApplicationScoped
class FilmCutting {
    private static final Logger LOG = Logger.getLogger(FilmCutting.class);
    private static final String SCORING = "finding shots";

    private final FilmSources sources;
    private final ShotFinding shots;
    private final FilmClips clips;
    private final ProjectScreening screening;
    private final IsolatedProbe probe;

    FilmCutting(
            FilmSources sources, ShotFinding shots, FilmClips clips, ProjectScreening screening, IsolatedProbe probe) {
        this.sources = sources;
        this.shots = shots;
        this.clips = clips;
        this.screening = screening;
        this.probe = probe;
    }

    /// @throws genga.media.UnreadableMedia when the source is no film that can be read
    FilmOutcome found(Workplace place, Path source) throws Exception {
        MediaFacts facts = probe.look(source, MediaKind.FILM);
        long claimed = facts.claims().frames().orElse(0L);
        place.at(SCORING, 0, claimed);
        ShotFinding.Found found = shots.find(place.film().film(), source, frames -> {
            place.heed();
            place.at(SCORING, frames, Math.max(claimed, frames));
        });
        return outcome(facts, found, clips.make(place, source, found));
    }

    /// @return nothing where a later order was there first
    Optional<FilmOutcome> defined(Workplace place, ShotsDefined order) throws Exception {
        boolean late = screening
                .find(place.film())
                .filter(film -> film.asOf().isAfter(order.header().at()))
                .isPresent();
        if (late) {
            LOG.infof("shots of an earlier order left alone film=%s", order.film());
            return Optional.empty();
        }
        ShotFinding.Found given = shots.given(order.film(), order.shots());
        Path source = sources.fetch(place);
        return Optional.of(outcome(Probe.film(source), given, clips.make(place, source, given)));
    }

    private static FilmOutcome outcome(MediaFacts facts, ShotFinding.Found found, ScreenedFilm clips) {
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
                found.shots().size(),
                clips.verdictsOfClips(),
                warnings);
    }
}
