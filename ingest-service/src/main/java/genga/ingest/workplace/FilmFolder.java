package genga.ingest.workplace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// One order's scratch space on this machine. Nothing in it is missed when it is gone: the work is done again, with the
/// same result.
final class FilmFolder {
    private final Path folder;

    private FilmFolder(Path folder) {
        this.folder = folder;
    }

    static FilmFolder at(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("clips"));
        Files.createDirectories(folder.resolve("drafts"));
        return new FilmFolder(folder);
    }

    /// Where the film itself lies.
    Path source() {
        return folder.resolve("source");
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
