package genga.ingest.workplace;

import genga.chassis.Facts;
import genga.contracts.fact.FactHeader;
import genga.contracts.fact.FilmOrder;
import genga.contracts.fact.FilmProgressed;
import genga.contracts.vocabulary.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Says how far a film has come, once a second at most; a new stage is always said.
final class FilmProgress {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Facts facts;
    private final Clock clock;
    private final FilmOrder order;
    private Instant last = Instant.MIN;
    private String stage = "";

    FilmProgress(Facts facts, Clock clock, FilmOrder order) {
        this.facts = facts;
        this.clock = clock;
        this.order = order;
    }

    void at(String what, long done, long total) {
        Instant now = clock.instant();
        boolean sameStage = what.equals(stage);
        if (sameStage && now.isBefore(last.plus(PAUSE))) {
            return;
        }
        last = now;
        stage = what;
        FactHeader header = FactHeader.of(now, "FilmProgressed", FilmWorkId.of(order), what, done);
        facts.send(new FilmProgressed(header, order.film(), order.project(), new Progress(what, done, total)));
    }
}
