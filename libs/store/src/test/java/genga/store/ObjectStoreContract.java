package genga.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.contracts.vocabulary.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every object store does. Each implementation extends this with a store of its own.
public abstract class ObjectStoreContract {

    @TempDir
    Path folder;

    /// An empty store, or one whose keys under `prefix()` are its own.
    protected abstract ObjectStore store();

    /// A prefix no other test uses.
    protected abstract String prefix();

    @Test
    void whatWasPutIsRead() {
        StoredObject object = store().put(key("a.json"), bytes("hello"), ContentType.JSON);

        assertThat(store().read(object)).isEqualTo(bytes("hello"));
        assertThat(object.size()).isEqualTo(5);
        assertThat(object.sha256()).isEqualTo(Sha256.of(bytes("hello")));
        assertThat(store().find(key("a.json"))).contains(object);
    }

    @Test
    void puttingAgainReplaces() {
        store().put(key("b"), bytes("one"), ContentType.BINARY);

        StoredObject second = store().put(key("b"), bytes("two"), ContentType.BINARY);

        assertThat(store().read(second)).isEqualTo(bytes("two"));
    }

    @Test
    void aClaimIsWonOnce() {
        boolean first = store().putIfAbsent(key("claim"), bytes("mine"), ContentType.JSON);
        boolean second = store().putIfAbsent(key("claim"), bytes("yours"), ContentType.JSON);

        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(store().read(store().find(key("claim")).orElseThrow())).isEqualTo(bytes("mine"));
    }

    @Test
    void aRangeIsReadAlone() throws IOException {
        store().put(key("range"), bytes("0123456789"), ContentType.BINARY);

        try (InputStream middle = store().open(key("range"), 3, 4);
                InputStream tail = store().open(key("range"), 8, 100)) {
            assertThat(middle.readAllBytes()).isEqualTo(bytes("3456"));
            assertThat(tail.readAllBytes()).isEqualTo(bytes("89"));
        }
    }

    @Test
    void aLargeFileTravelsThereAndBack() throws IOException {
        byte[] content = new byte[(40 << 20) + 17];
        new Random(7).nextBytes(content);
        Path source = Files.write(folder.resolve("large"), content);

        StoredObject object = store().put(key("large"), source, ContentType.BINARY);
        store().fetch(object, folder.resolve("back"));

        assertThat(Files.mismatch(source, folder.resolve("back"))).isEqualTo(-1);
        assertThat(store().find(key("large"))).contains(object);
    }

    @Test
    void changedContentIsNoticedAndLeavesNoFile() {
        StoredObject object = store().put(key("c"), bytes("right"), ContentType.BINARY);
        store().put(key("c"), bytes("wrong"), ContentType.BINARY);

        assertThatThrownBy(() -> store().read(object))
                .isInstanceOf(CorruptObject.class)
                .hasMessageContaining(key("c"))
                .hasMessageContaining(object.sha256());
        assertThatThrownBy(() -> store().fetch(object, folder.resolve("c"))).isInstanceOf(CorruptObject.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatIsNotThereIsSaid() {
        StoredObject gone = new StoredObject(key("gone"), 3, Sha256.of(bytes("abc")));

        assertThat(store().find(key("gone"))).isEmpty();
        assertThatThrownBy(() -> store().read(gone))
                .isInstanceOf(MissingObject.class)
                .hasMessageContaining("gone");
    }

    @Test
    void keysAreListedSortedUnderTheirPrefix() {
        store().put(key("list/b/1"), bytes("x"), ContentType.BINARY);
        store().put(key("list/a"), bytes("x"), ContentType.BINARY);
        store().put(key("other"), bytes("x"), ContentType.BINARY);

        assertThat(store().list(key("list/"))).containsExactly(key("list/a"), key("list/b/1"));
    }

    @Test
    void removingTwiceIsFine() {
        store().put(key("r"), bytes("x"), ContentType.BINARY);

        store().remove(key("r"));
        store().remove(key("r"));

        assertThat(store().find(key("r"))).isEmpty();
    }

    private String key(String name) {
        return prefix() + "/" + name;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
