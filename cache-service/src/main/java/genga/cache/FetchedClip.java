package genga.cache;

import genga.contracts.vocabulary.StoredObject;
import genga.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A clip on this machine's disk for as long as its fragments are encoded; fetched when first asked for.
final class FetchedClip implements AutoCloseable {

    private final ObjectStore store;
    private final StoredObject video;
    private final Path folder;
    private Optional<Path> file = Optional.empty();

    FetchedClip(ObjectStore store, StoredObject video, Path folder) {
        this.store = store;
        this.video = video;
        this.folder = folder;
    }

    Path file() throws IOException {
        if (file.isEmpty()) {
            file = Optional.of(Files.createTempFile(folder, "clip-", ".mp4"));
            store.fetch(video, file.get());
        }
        return file.get();
    }

    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            Files.deleteIfExists(file.get());
        }
    }
}
