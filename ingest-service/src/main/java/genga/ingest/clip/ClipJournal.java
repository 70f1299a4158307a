package genga.ingest.clip;

import com.fasterxml.jackson.databind.ObjectMapper;
import genga.contracts.vocabulary.Verdict;
import genga.curation.shot.Shot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Notes which clips of a film are cut, stored and told of, so that an ingest that was killed goes on at the next shot.
public final class ClipJournal {
    private static final Logger LOG = Logger.getLogger(ClipJournal.class);

    private final Path folder;
    private final ObjectMapper json;

    public ClipJournal(Path folder, ObjectMapper json) {
        this.folder = folder;
        this.json = json;
    }

    /// What the rest of the film needs to know of a clip that is done.
    ///
    /// @param from first film frame of its shot
    /// @param to film frame after its shot's last
    /// @param hashes of its first, middle and last frame, in hex
    public record Entry(int from, int to, Verdict verdict, List<String> hashes) {
        public Entry {
            hashes = List.copyOf(hashes);
        }
    }

    /// The note on a shot, counted from 1; empty when it is not done, or was done when cuts were drawn elsewhere.
    public Optional<Entry> find(int number, Shot shot) {
        Path note = note(number);
        if (!Files.exists(note)) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.readValue(note.toFile(), Entry.class))
                    .filter(entry -> entry.from() == shot.from() && entry.to() == shot.to());
        } catch (IOException e) {
            LOG.warnf("clip note unreadable, clip is done again note=%s", note);
            return Optional.empty();
        }
    }

    /// Notes a shot as done; the note is there whole or not at all.
    public void note(int number, Entry entry) throws IOException {
        Path draft = folder.resolve("draft.json");
        json.writeValue(draft.toFile(), entry);
        Files.move(draft, note(number), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path note(int number) {
        return folder.resolve("%05d.json".formatted(number));
    }
}
