package genga.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.fact.ClipCut;
import genga.contracts.fact.FilmEnded;
import genga.contracts.fact.FilmOutcome;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.fact.WorkCommanded;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.FrameRate;
import genga.contracts.vocabulary.StoredObject;
import genga.media.ClipEncoder;
import genga.media.FrameSize;
import genga.media.RgbFrame;
import genga.media.sample.SampleFilm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(InMemoryChannels.class)
class BadFilmTest {
    @Inject
    Studio studio;

    @TempDir
    Path folder;

    @Test
    void aFileOfZeroBytesFailsWithTheReason() {
        FilmUploaded film = studio.upload(new byte[0], "empty.mp4");

        assertThat(sentence(film))
                .isEqualTo("file: expected a video in MP4, MOV, Matroska, WebM, AVI or MPEG, got a file of zero bytes;"
                        + " convert it to MP4 or upload another film");
    }

    @Test
    void aTextFailsWithTheReason() {
        FilmUploaded film = studio.upload("not a film".getBytes(StandardCharsets.UTF_8), "film.mp4");

        assertThat(sentence(film)).contains("container: expected a video in MP4", "no media format known to FFmpeg");
    }

    @Test
    void aFilmOfOneFrameFailsWithTheReason() throws IOException {
        FilmUploaded film = studio.upload(grey(1, 0x80), "one.mp4");

        assertThat(sentence(film))
                .isEqualTo("film: expected at least one shot of moving pictures, got a single frame;"
                        + " upload a film that shows something for a second or more");
    }

    @Test
    void aFilmThatIsBlackThroughoutFailsWithTheReason() throws IOException {
        FilmUploaded film = studio.upload(grey(48, 0), "black.mp4");

        assertThat(sentence(film)).contains("got 48 frames, all black or in transition");
    }

    @Test
    void aTruncatedFilmKeepsWhatDecodesAndSaysWhatIsMissing() {
        byte[] whole = SampleBytes.film();
        FilmUploaded film = studio.upload(Arrays.copyOf(whole, whole.length / 2), "cut.mp4");

        FilmOutcome.Ingested outcome =
                (FilmOutcome.Ingested) studio.end(film.film()).outcome();

        assertThat(outcome.frames()).isBetween(100L, SampleFilm.truth().frames() - 100L);
        assertThat(outcome.warnings())
                .anySatisfy(warning -> assertThat(warning).contains("of the claimed length are missing"))
                .anySatisfy(warning -> assertThat(warning).contains("the container claims 498 frames"));
        assertThat(studio.facts(ClipCut.class, film.film())).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd.mp4", "となりの 映画 🎬.mp4", "-i.mp4", "http://somewhere/film.mp4"})
    void theNameOfAFilmIsNeverAPath(String name) throws IOException {
        FilmUploaded film = studio.upload(grey(48, 0x80), name);

        FilmEnded ended = studio.end(film.film());

        assertThat(ended.outcome()).isInstanceOf(FilmOutcome.Ingested.class);
    }

    @Test
    void aFilmWhoseObjectIsGoneFailsAndTheNextOneGoesOn() throws IOException {
        FilmUploaded present = studio.upload(grey(48, 0x80), "film.mp4");
        studio.end(present.film());
        FilmUploaded gone = new FilmUploaded(
                present.header(),
                FilmId.fresh(),
                present.project(),
                present.triggerPhrase(),
                "gone.mp4",
                new StoredObject("films/gone/source", 10, "0".repeat(64)));

        studio.announce(gone);
        FilmUploaded next = studio.upload(grey(48, 0x60), "next.mp4");

        assertThat(sentence(gone)).contains("films/gone/source");
        assertThat(studio.end(next.film()).outcome()).isInstanceOf(FilmOutcome.Ingested.class);
    }

    @Test
    void aFilmWhoseBytesAreOthersThanAnnouncedFailsWithTheReason() throws IOException {
        FilmUploaded whole = studio.stored(studio.project("p"), FilmId.fresh(), grey(48, 0x80), "film.mp4");
        StoredObject other =
                new StoredObject(whole.source().key(), whole.source().size(), "0".repeat(64));

        studio.announce(new FilmUploaded(
                whole.header(), whole.film(), whole.project(), whole.triggerPhrase(), whole.name(), other));

        assertThat(sentence(whole))
                .isEqualTo("films/%s/source: expected the film that was announced, with sha256 %s,"
                                .formatted(whole.film(), "0".repeat(64))
                        + " got other bytes in the store; upload the film again");
    }

    @Test
    void aCancelledFilmEndsAndSaysSo() {
        FilmUploaded film = studio.upload(SampleBytes.film(), "sample.mp4");
        studio.command(WorkCommanded.Command.CANCEL, film.film());

        assertThat(sentence(film)).contains("got a command to cancel");
    }

    private String sentence(FilmUploaded film) {
        FilmOutcome outcome = studio.end(film.film()).outcome();
        assertThat(outcome).isInstanceOf(FilmOutcome.Failed.class);
        return ((FilmOutcome.Failed) outcome).problem().sentence();
    }

    private byte[] grey(int frames, int level) throws IOException {
        FrameSize size = new FrameSize(64, 48);
        Path file = folder.resolve("grey.mp4");
        byte[] rgb = new byte[size.pixels() * 3];
        Arrays.fill(rgb, (byte) level);
        try (ClipEncoder encoder = ClipEncoder.open(file, ClipEncoder.Settings.fine(size, FrameRate.of(24)))) {
            for (int frame = 0; frame < frames; frame++) {
                encoder.add(new RgbFrame(size, rgb));
            }
            encoder.finish();
        }
        return Files.readAllBytes(file);
    }
}
