package genga.ingest.film;

import genga.chassis.Facts;
import genga.chassis.Refused;
import genga.chassis.work.Work;
import genga.chassis.work.WorkSignals;
import genga.contracts.fact.FactHeader;
import genga.contracts.fact.FilmEnded;
import genga.contracts.fact.FilmOutcome;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.vocabulary.Problem;
import genga.media.UnreadableMedia;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/// The long work of this service: one film from source to screened clips, and the word that it is over.
@ApplicationScoped
class FilmWork implements Work<FilmUploaded> {
    private final FilmIngest ingest;
    private final Facts facts;
    private final Clock clock;

    FilmWork(FilmIngest ingest, Facts facts, Clock clock) {
        this.ingest = ingest;
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    public Class<FilmUploaded> orderType() {
        return FilmUploaded.class;
    }

    @Override
    public String id(FilmUploaded film) {
        return film.film().value();
    }

    @Override
    public void perform(FilmUploaded film, WorkSignals signals) throws Exception {
        try {
            end(film, ingest.ingest(film, signals));
        } catch (UnreadableMedia unreadable) {
            throw new Refused(
                    new Problem(
                            unreadable.field(),
                            unreadable.found(),
                            unreadable.expected(),
                            "convert it to MP4 or upload another film"),
                    unreadable);
        }
        ingest.clear(film);
    }

    @Override
    public void failed(FilmUploaded film, Exception cause) {
        end(film, new FilmOutcome.Failed(Refused.problem("ingest of " + film.film(), cause)));
        ingest.clear(film);
    }

    private void end(FilmUploaded film, FilmOutcome outcome) {
        FactHeader header = FactHeader.of(clock.instant(), "FilmEnded", film.film());
        facts.send(new FilmEnded(header, film.film(), film.project(), outcome));
    }
}
