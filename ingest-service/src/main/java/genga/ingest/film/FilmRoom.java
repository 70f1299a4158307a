package genga.ingest.film;

import com.fasterxml.jackson.databind.ObjectMapper;
import genga.chassis.ChassisConfig;
import genga.chassis.Facts;
import genga.contracts.fact.FilmUploaded;
import genga.ingest.clip.ClipJournal;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/// What the ingest of one film works with: scratch space, notes on finished clips, a voice for progress.
@ApplicationScoped
class FilmRoom {
    private final Path root;
    private final ObjectMapper json;
    private final Facts facts;
    private final Clock clock;

    FilmRoom(ChassisConfig config, ObjectMapper json, Facts facts, Clock clock) {
        this.root = config.folder().resolve("ingest-service");
        this.json = json;
        this.facts = facts;
        this.clock = clock;
    }

    FilmFolder folder(FilmUploaded film) throws IOException {
        return FilmFolder.of(root, film);
    }

    ClipJournal journal(FilmFolder folder) {
        return new ClipJournal(folder.journal(), json);
    }

    FilmProgress progress(FilmUploaded film) {
        return new FilmProgress(facts, clock, film);
    }
}
