package genga.ingest.workplace;

import genga.chassis.Refused;
import genga.chassis.work.WorkSignals;
import genga.contracts.fact.FilmOrder;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.fact.ShotsDefined;
import genga.contracts.vocabulary.Problem;
import genga.contracts.vocabulary.StoredObject;
import genga.ingest.clip.ClipJournal;
import genga.ingest.screening.Film;
import genga.ingest.screening.Verdicts;
import genga.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where one order on a film is worked on.
public final class Workplace {
    private final FilmOrder order;
    private final FilmFolder folder;
    private final ClipJournal journal;
    private final FilmProgress progress;
    private final WorkSignals signals;

    Workplace(FilmOrder order, FilmFolder folder, ClipJournal journal, FilmProgress progress, WorkSignals signals) {
        this.order = order;
        this.folder = folder;
        this.journal = journal;
        this.progress = progress;
        this.signals = signals;
    }

    public FilmOrder order() {
        return order;
    }

    public Film film() {
        return Film.of(order);
    }

    /// What brings about whatever is made here.
    public String cause() {
        return switch (order) {
            case FilmUploaded film -> Verdicts.FIRST;
            case ShotsDefined shots -> shots.header().event();
        };
    }

    public ClipJournal journal() {
        return journal;
    }

    /// Where a clip and what goes with it are put together.
    public Path drafts() {
        return folder.drafts();
    }

    /// The film itself, fetched unless it is here already.
    public Path source(ObjectStore store, StoredObject object) throws IOException {
        at("fetching the film", 0, 0);
        Path source = folder.source();
        if (!Files.exists(source) || Files.size(source) != object.size()) {
            store.fetch(object, source);
        }
        return source;
    }

    /// Says how far the work has come.
    ///
    /// @param what stage, in words for a person
    /// @param total units in all; 0 when not known
    public void at(String what, long done, long total) {
        progress.at(what, done, total);
    }

    /// Stops where the service goes down, or a person wants the work ended.
    public void heed() throws WorkSignals.WorkInterrupted {
        signals.checkpoint();
        if (signals.cancelled()) {
            String remedy = switch (order) {
                case FilmUploaded film -> "upload the film again";
                case ShotsDefined shots -> "say again where the shots lie";
            };
            throw new Refused(new Problem("film " + order.film(), "a command to cancel", "ingest to run on", remedy));
        }
    }

    /// Gives the scratch space back.
    public void clear() throws IOException {
        folder.remove();
    }
}
