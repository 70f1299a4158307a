package genga.trainer;

import genga.contracts.vocabulary.StoredObject;
import genga.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Latents and texts on this machine's disk, named by their sha256 and checked against it when they come; between runs
/// the longest unused go first beyond a size.
final class ItemShelf {

    private final ObjectStore store;
    private final Path folder;
    private final long capacity;
    private final Clock clock;

    /// @param capacity bytes kept by [#tidy]
    ItemShelf(ObjectStore store, Path folder, long capacity, Clock clock) {
        this.store = store;
        this.folder = folder;
        this.capacity = capacity;
        this.clock = clock;
    }

    /// The object as a file; fetched if it is not here yet.
    Path file(StoredObject object) throws IOException {
        Path file = folder.resolve(object.sha256());
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            Path arriving = Files.createTempFile(folder, "arriving-", ".partial");
            try {
                store.fetch(object, arriving);
                Files.move(arriving, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(arriving);
            }
        }
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        return file;
    }

    /// Makes room: removes the longest unused until the rest fits the capacity.
    void tidy() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        long size = 0;
        for (Kept kept : newestFirst()) {
            size += kept.size();
            if (size > capacity) {
                Files.deleteIfExists(kept.file());
            }
        }
    }

    private List<Kept> newestFirst() throws IOException {
        List<Kept> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                all.add(new Kept(file, Files.size(file), Files.getLastModifiedTime(file)));
            }
        }
        all.sort(Comparator.comparing(Kept::used).reversed());
        return all;
    }

    private record Kept(Path file, long size, FileTime used) {}
}
