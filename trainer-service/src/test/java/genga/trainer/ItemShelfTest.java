package genga.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.vocabulary.StoredObject;
import genga.store.ContentType;
import genga.store.InMemoryObjectStore;
import genga.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemShelfTest {

    private final ObjectStore store = new InMemoryObjectStore();

    @TempDir
    Path folder;

    @Test
    void anItemIsFetchedOnceAndKept() throws IOException {
        StoredObject object = store.put("latents/a.safetensors", new byte[] {1, 2, 3}, ContentType.BINARY);
        ItemShelf shelf = shelf(0, 100);
        shelf.file(object);
        store.remove(object.key());

        Path file = shelf.file(object);

        assertThat(file).hasBinaryContent(new byte[] {1, 2, 3});
    }

    @Test
    void theLongestUnusedGoFirstBeyondTheSize() throws IOException {
        Path old = shelf(1, 20).file(store.put("a", new byte[10], ContentType.BINARY));
        Path young = shelf(3, 20).file(store.put("b", new byte[11], ContentType.BINARY));
        Path middle = shelf(2, 20).file(store.put("c", new byte[9], ContentType.BINARY));

        shelf(4, 20).tidy();

        assertThat(young).exists();
        assertThat(middle).exists();
        assertThat(old).doesNotExist();
        assertThat(Files.list(folder)).hasSize(2);
    }

    private ItemShelf shelf(int minute, long capacity) {
        Instant now = Instant.EPOCH.plus(Duration.ofMinutes(minute));
        return new ItemShelf(store, folder, capacity, Clock.fixed(now, ZoneOffset.UTC));
    }
}
