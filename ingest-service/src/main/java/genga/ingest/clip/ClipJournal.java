package genga.ingest.clip;

import com.fasterxml.jackson.databind.ObjectMapper;
import genga.ingest.screening.ScreenedClip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// Notes which shots of a film, or media of a collection, are stored and told of, so that an ingest that was killed
/// goes on at the next one.
public final class ClipJournal {
    private static final Logger LOG = Logger.getLogger(ClipJournal.class);
    private static final String ENDING = ".json";
    private static final String BEGUN = ".begun";

    private final Path folder;
    private final ObjectMapper json;

    public ClipJournal(Path folder, ObjectMapper json) {
        this.folder = folder;
        this.json = json;
    }

    /// What the rest of the film needs to know of a shot, or a medium, that is done.
    ///
    /// @param clips made of it: none where it was refused, a clip, or a clip and a still
    /// @param warnings what a person should know, one sentence each
    public record Note(List<ScreenedClip> clips, List<String> warnings) {
        public Note {
            clips = List.copyOf(clips);
            warnings = List.copyOf(warnings);
        }
    }

    /// The note under a name; empty when that is not done.
    public Optional<Note> find(String name) {
        Path note = folder.resolve(name + ENDING);
        return Files.exists(note) ? read(note) : Optional.empty();
    }

    /// Everything that is done, in the order of the names.
    public List<Note> all() throws IOException {
        List<Path> notes;
        try (Stream<Path> files = Files.list(folder)) {
            notes = files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
        List<Note> read = new ArrayList<>();
        for (Path note : notes) {
            read(note).ifPresent(read::add);
        }
        return read;
    }

    /// Notes that something is begun.
    ///
    /// @return how often it was begun and never left: each time the service died of it
    public int begin(String name) throws IOException {
        Path mark = folder.resolve(name + BEGUN);
        int deaths = Files.exists(mark) ? (int) Files.size(mark) : 0;
        Files.write(mark, new byte[deaths + 1]);
        return deaths;
    }

    /// Takes the mark of [#begin] off: whatever came of it, the service lives.
    public void leave(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name + BEGUN));
    }

    /// How much is done.
    public long size() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING)).count();
        }
    }

    private Optional<Note> read(Path note) {
        try {
            return Optional.of(json.readValue(note.toFile(), Note.class));
        } catch (IOException e) {
            LOG.warnf("clip note unreadable, clip is done again note=%s", note);
            return Optional.empty();
        }
    }

    /// Notes something as done; the note is there whole or not at all.
    ///
    /// @param name of letters, digits and hyphens; names sort as things are done
    public void note(String name, Note note) throws IOException {
        Path draft = folder.resolve("draft");
        json.writeValue(draft.toFile(), note);
        Files.move(
                draft,
                folder.resolve(name + ENDING),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
