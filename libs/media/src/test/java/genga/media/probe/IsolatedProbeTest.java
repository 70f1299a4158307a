package genga.media.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.contracts.vocabulary.FrameRate;
import genga.media.MediaFacts;
import genga.media.MediaKind;
import genga.media.Probe;
import genga.media.TestFilm;
import genga.media.UnreadableMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolatedProbeTest {
    @TempDir
    Path folder;

    @Test
    void anotherProcessFindsWhatThisOneWould() {
        Path film = film();

        MediaFacts facts = new IsolatedProbe(ProbeLimits.usual()).look(film, MediaKind.FILM);

        assertThat(facts).isEqualTo(Probe.film(film));
    }

    @Test
    void aRefusalComesBackAsTheSameSentence() throws IOException {
        Path text = Files.writeString(folder.resolve("a \"film\".mp4"), "once upon a time\n".repeat(50));

        assertThatThrownBy(() -> new IsolatedProbe(ProbeLimits.usual()).look(text, MediaKind.FILM))
                .isInstanceOf(UnreadableMedia.class)
                .hasMessage("container: expected a video in MP4, MOV, Matroska, WebM, AVI or MPEG,"
                        + " found no media format known to FFmpeg");
    }

    @Test
    void aFilmOutOfBoundsIsRefused() {
        ProbeLimits narrow =
                new ProbeLimits(Duration.ofSeconds(60), Duration.ofSeconds(40), 6144, 100, 32, Duration.ofHours(1));

        assertThatThrownBy(() -> new IsolatedProbe(narrow).look(film(), MediaKind.FILM))
                .isInstanceOf(UnreadableMedia.class)
                .hasMessage("picture size: expected at most 100 pixels, found 128x80");
    }

    @Test
    void aProcessThatTakesTooLongIsEndedAndTold() {
        ProbeLimits hasty =
                new ProbeLimits(Duration.ofMillis(1), Duration.ofSeconds(40), 6144, 1 << 26, 32, Duration.ofHours(1));

        assertThatThrownBy(() -> new IsolatedProbe(hasty).look(film(), MediaKind.FILM))
                .isInstanceOf(UnreadableMedia.class)
                .hasMessage("file: expected one that can be looked at within 0 s, found one that takes longer");
    }

    @Test
    void aProcessThatBreaksIsASentenceToo() {
        // no Java starts in half a gigabyte of address space
        ProbeLimits tight =
                new ProbeLimits(Duration.ofSeconds(60), Duration.ofSeconds(40), 512, 1 << 26, 32, Duration.ofHours(1));

        assertThatThrownBy(() -> new IsolatedProbe(tight).look(film(), MediaKind.FILM))
                .isInstanceOf(UnreadableMedia.class)
                .hasMessageContaining("one that broke the process looking at it");
    }

    @Test
    void mutatedFilesAreReadOrRefusedAndNothingElse() throws IOException {
        byte[] whole = Files.readAllBytes(film());
        Random random = new Random(5);
        IsolatedProbe probe = new IsolatedProbe(ProbeLimits.usual());
        for (int round = 0; round < 12; round++) {
            byte[] mutated = whole.clone();
            for (int change = 0; change < 4 + round; change++) {
                mutated[random.nextInt(Math.min(1500, mutated.length))] = (byte) random.nextInt(256);
            }
            Path file = Files.write(folder.resolve("mutated"), mutated);
            try {
                assertThat(probe.look(file, MediaKind.FILM).codec()).isNotEmpty();
            } catch (UnreadableMedia refusal) {
                assertThat(refusal).hasMessageContaining("expected");
            }
        }
    }

    private Path film() {
        return TestFilm.write(folder.resolve("film.mp4"), FrameRate.of(24), 10, i -> TestFilm.bars(0, i));
    }
}
