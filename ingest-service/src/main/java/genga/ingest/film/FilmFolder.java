package genga.ingest.film;

import genga.contracts.fact.FilmUploaded;
import genga.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// One film's scratch space on this machine. Nothing in it is missed when it is gone: the work is done again, with the
/// same result.
final class FilmFolder {
    private final Path folder;

    private FilmFolder(Path folder) {
        this.folder = folder;
    }

    /// @param root scratch space of the service
    static FilmFolder of(Path root, FilmUploaded film) throws IOException {
        Path folder = root.resolve(film.film().value());
        Files.createDirectories(folder.resolve("clips"));
        Files.createDirectories(folder.resolve("drafts"));
        return new FilmFolder(folder);
    }

    /// The film itself, fetched unless it is here already.
    Path source(ObjectStore store, FilmUploaded film) throws IOException {
        Path source = folder.resolve("source");
        if (!Files.exists(source) || Files.size(source) != film.source().size()) {
            store.fetch(film.source(), source);
        }
        return source;
    }

    /// Where finished clips are noted.
    Path journal() {
        return folder.resolve("clips");
    }

    /// Where a clip and what goes with it are put together.
    Path drafts() {
        return folder.resolve("drafts");
    }

    void remove() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
