package genga.ingest.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.ingest.IngestConfig;
import genga.ingest.Zip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
    private static final IngestConfig.Collections NARROW = limits(3, 3 << 20, 5 << 20, 100);

    @TempDir
    Path folder;

    @Test
    void aZipOfTooManyEntriesIsRefusedWhole() {
        byte[] zip = new Zip()
                .with("a", "")
                .with("b", "")
                .with("c", "")
                .with("d", "")
                .bytes();

        assertThatThrownBy(() -> open(zip))
                .hasMessage("zip: expected at most 3 entries, got 4; split it into several zips");
    }

    @Test
    void aDirectoryTooLongForItsEntriesIsNotReadIntoMemory() {
        Zip zip = new Zip();
        for (int entry = 0; entry < 50; entry++) {
            zip.with("entry-%d".formatted(entry), "");
        }

        assertThatThrownBy(() -> open(zip.bytes()))
                .hasMessage("zip: expected at most 3 entries, got a directory that is longer than that of so many;"
                        + " split it into several zips");
    }

    @Test
    void anEntryThatIsLongerThanAllowedIsRefusedWhateverItClaims() throws IOException {
        byte[] noise = noise(4 << 20);

        try (Archive archive = open(new Zip().with("long.mp4", noise).bytes())) {
            Path file = folder.resolve("out");
            assertThatThrownBy(() -> archive.extract("long.mp4", file))
                    .hasMessage("long.mp4: longer than the 3145728 bytes allowed");
            assertThat(Files.size(file)).isLessThanOrEqualTo(3 << 20);
        }
    }

    @Test
    void entriesThatTogetherAreLongerThanAllowedAreRefusedFromThereOn() throws Exception {
        byte[] zip = new Zip()
                .with("a.mp4", noise(2 << 20))
                .with("b.mp4", noise(2 << 20))
                .with("c.mp4", noise(2 << 20))
                .bytes();

        try (Archive archive = open(zip)) {
            archive.extract("a.mp4", folder.resolve("a"));
            archive.extract("b.mp4", folder.resolve("b"));
            assertThatThrownBy(() -> archive.extract("c.mp4", folder.resolve("c")))
                    .hasMessage("c.mp4: with it the zip unpacks to more than the 5242880 bytes allowed");
        }
    }

    @Test
    void anEntryWhoseBytesWereChangedIsRefused() throws IOException {
        byte[] zip = new Zip().with("a.txt", noise(1000)).bytes();
        zip[200] ^= 1;

        try (Archive archive = open(zip)) {
            assertThatThrownBy(() -> archive.copy("a.txt", 10_000, new ByteArrayOutputStream()))
                    .isInstanceOf(EntryRefused.class)
                    .hasMessageStartingWith("a.txt: damaged in the zip");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a.png", "a/../../b.png", "/a.png", "C:/a.png", "..\\a.png", "\\\\host\\a.png"})
    void aNameThatLeadsOutIsNeverRead(String name) throws IOException {
        try (Archive archive = open(new Zip().with(name, "x").bytes())) {
            assertThat(archive.names()).isEmpty();
            assertThat(archive.refusals())
                    .containsExactly(
                            name.replace('\\', '/') + ": a name that leads out of the zip; the entry was left out");
        }
    }

    @Test
    void ofTwoEntriesOfOneNameTheFirstIsRead() throws Exception {
        try (Archive archive =
                open(new Zip().with("a.txt", "one").with("a.txt", "two").bytes())) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            archive.copy("a.txt", 10, text);

            assertThat(text.toString(StandardCharsets.UTF_8)).isEqualTo("one");
            assertThat(archive.refusals()).containsExactly("a.txt: a second entry of that name was left out");
        }
    }

    private Archive open(byte[] zip) throws IOException {
        return Archive.open(Files.write(folder.resolve("set.zip"), zip), NARROW);
    }

    private static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(1).nextBytes(noise);
        return noise;
    }

    private static IngestConfig.Collections limits(int entries, long entryBytes, long totalBytes, int ratio) {
        return new IngestConfig.Collections() {
            @Override
            public int entries() {
                return entries;
            }

            @Override
            public long entryBytes() {
                return entryBytes;
            }

            @Override
            public long totalBytes() {
                return totalBytes;
            }

            @Override
            public int ratio() {
                return ratio;
            }
        };
    }
}
