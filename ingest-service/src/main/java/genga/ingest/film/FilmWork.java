package genga.ingest.film;

import genga.chassis.Facts;
import genga.chassis.Refused;
import genga.chassis.work.Work;
import genga.chassis.work.WorkSignals;
import genga.contracts.fact.FactHeader;
import genga.contracts.fact.FilmEnded;
import genga.contracts.fact.FilmOrder;
import genga.contracts.fact.FilmOutcome;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.fact.ShotsDefined;
import genga.ingest.workplace.FilmWorkId;
import genga.ingest.workplace.Workplace;
import genga.ingest.workplace.Workplaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.jboss.logging.Logger;

/// The long work of this service: an order on one film from beginning to end, and the word that it is over.
@ApplicationScoped
class FilmWork implements Work<FilmOrder> {
    private static final Logger LOG = Logger.getLogger(FilmWork.class);

    private final FilmIngest ingest;
    private final FilmRescue rescue;
    private final Workplaces workplaces;
    private final Facts facts;
    private final Clock clock;

    FilmWork(FilmIngest ingest, FilmRescue rescue, Workplaces workplaces, Facts facts, Clock clock) {
        this.ingest = ingest;
        this.rescue = rescue;
        this.workplaces = workplaces;
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    public Class<FilmOrder> orderType() {
        return FilmOrder.class;
    }

    @Override
    public String id(FilmOrder order) {
        return FilmWorkId.of(order);
    }

    @Override
    public String commandedBy(FilmOrder order) {
        return order.film().value();
    }

    @Override
    public void perform(FilmOrder order, WorkSignals signals) throws Exception {
        Workplace place = workplaces.of(order, signals);
        rescue.begin(place);
        try {
            ingest.carryOut(place).ifPresent(outcome -> end(order, outcome));
        } catch (WorkSignals.WorkInterrupted asked) {
            rescue.putDown(place);
            throw asked;
        }
        tidy(place);
    }

    @Override
    public void failed(FilmOrder order, Exception cause) {
        try {
            Workplace place = workplaces.of(order, new WorkSignals());
            rescue.keepWhatIsThere(place);
            end(order, new FilmOutcome.Failed(Refused.problem("ingest of " + order.film(), cause)));
            tidy(place);
        } catch (IOException e) {
            throw new UncheckedIOException("scratch space of " + order.film(), e);
        }
    }

    private void end(FilmOrder order, FilmOutcome outcome) {
        FactHeader header = switch (order) {
            case FilmUploaded film -> FactHeader.of(clock.instant(), "FilmEnded", film.film());
            case ShotsDefined shots ->
                FactHeader.of(
                        clock.instant(),
                        "FilmEnded",
                        shots.film(),
                        shots.header().event());
        };
        facts.send(new FilmEnded(header, order.film(), order.project(), outcome));
    }

    /// What cannot be removed stays behind and harms nobody.
    private void tidy(Workplace place) {
        rescue.over(place);
        try {
            place.clear();
        } catch (IOException e) {
            LOG.warnf("scratch space left behind film=%s: %s", place.order().film(), e.getMessage());
        }
    }
}
