package genga.ingest.workplace;

import com.fasterxml.jackson.databind.ObjectMapper;
import genga.chassis.ChassisConfig;
import genga.chassis.Facts;
import genga.chassis.work.WorkSignals;
import genga.contracts.fact.FilmOrder;
import genga.ingest.clip.ClipJournal;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/// Sets up the workplace of an order; the same order finds its own again after a kill.
@ApplicationScoped
public class Workplaces {
    private final Path root;
    private final ObjectMapper json;
    private final Facts facts;
    private final Clock clock;

    Workplaces(ChassisConfig config, ObjectMapper json, Facts facts, Clock clock) {
        this.root = config.folder().resolve("ingest-service");
        this.json = json;
        this.facts = facts;
        this.clock = clock;
    }

    public Workplace of(FilmOrder order, WorkSignals signals) throws IOException {
        FilmFolder folder = FilmFolder.at(root.resolve(FilmWorkId.of(order)));
        ClipJournal journal = new ClipJournal(folder.journal(), json);
        return new Workplace(order, folder, journal, new FilmProgress(facts, clock, order), signals);
    }
}
