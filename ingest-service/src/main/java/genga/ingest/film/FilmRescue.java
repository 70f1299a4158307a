package genga.ingest.film;

import genga.ingest.shot.ShotFinding;
import genga.ingest.workplace.FilmWorkId;
import genga.ingest.workplace.Workplace;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/// What is done around the work on a film so that neither a kill nor a failure loses or loops.
@ApplicationScoped
class FilmRescue {
    private final FilmAttempts attempts;
    private final ShotFinding shots;
    private final FilmClips clips;

    FilmRescue(FilmAttempts attempts, ShotFinding shots, FilmClips clips) {
        this.attempts = attempts;
        this.shots = shots;
        this.clips = clips;
    }

    void begin(Workplace place) throws IOException {
        long scored = shots.scored(place.film().film()) ? 1 : 0;
        attempts.begin(FilmWorkId.of(place.order()), scored + place.journal().size());
    }

    void putDown(Workplace place) {
        attempts.putDown(FilmWorkId.of(place.order()));
    }

    void over(Workplace place) {
        attempts.over(FilmWorkId.of(place.order()));
    }

    void keepWhatIsThere(Workplace place) throws IOException {
        try {
            clips.keepWhatIsThere(place);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while the clips of a failed film were judged", e);
        }
    }
}
