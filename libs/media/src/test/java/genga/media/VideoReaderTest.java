package genga.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.contracts.vocabulary.FrameRate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoReaderTest {
    @TempDir
    Path folder;

    @Test
    void framesComeInOrderWithExactTimes() {
        Path film = film("film.mp4", 12);

        List<Double> seconds = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(film)) {
            while (reader.advance()) {
                seconds.add(reader.timeBase().seconds(reader.timestamp()));
            }
            assertThat(reader.timed()).isTrue();
            assertThat(reader.damage()).isEmpty();
        }

        assertThat(seconds).hasSize(12);
        assertThat(seconds.get(11)).isEqualTo(11 / 24.0);
    }

    @Test
    void aQuarterTurnIsAppliedToSizeAndPicture() throws Exception {
        Path film = TestFilm.write(folder.resolve("turned.mp4"), FrameRate.of(24), 2, i -> leftHalfWhite());
        new Mp4Patch(film).quarterTurn().save();

        RgbFrame picture;
        try (VideoReader reader = VideoReader.open(film)) {
            reader.advance();
            picture = reader.picture();
        }

        assertThat(Probe.film(film).shape().rotation()).isEqualTo(90);
        assertThat(picture.size()).isEqualTo(new FrameSize(80, 128));
        // clockwise: what was left is now above
        assertThat(picture.rgb()[(10 * 80 + 40) * 3] & 0xff).isGreaterThan(220);
        assertThat(picture.rgb()[(118 * 80 + 40) * 3] & 0xff).isLessThan(35);
    }

    @Test
    void widePixelsAreMadeSquare() throws Exception {
        Path film = film("wide.mp4", 2);
        new Mp4Patch(film).pixelShape(3, 2).save();

        try (VideoReader reader = VideoReader.open(film)) {
            reader.advance();
            assertThat(reader.picture().size()).isEqualTo(new FrameSize(192, 80));
        }
    }

    @Test
    void aSeekLandsAtOrBeforeTheWantedFrame() {
        Path film = film("film.mp4", 100);

        try (VideoReader reader = VideoReader.open(film)) {
            long wanted = Math.round(80 / 24.0 / reader.timeBase().seconds(1));
            assertThat(reader.seekBefore(wanted)).isTrue();
            reader.advance();
            assertThat(reader.timestamp()).isGreaterThan(0).isLessThanOrEqualTo(wanted);
        }
    }

    @Test
    void aTruncatedFilmGivesTheFramesThatAreThere() throws Exception {
        Path film = film("cut.mp4", 96);
        byte[] whole = Files.readAllBytes(film);
        Files.write(film, Arrays.copyOf(whole, whole.length * 6 / 10));

        int frames = VideoReader.countFrames(film);

        assertThat(frames).isBetween(20, 90);
    }

    @Test
    void aWindowOfAClipComesAtTheBucketsSize() {
        Path film = film("film.mp4", 30);

        List<RgbFrame> frames = FrameSource.frames(film, new FrameSource.Window(5, 21), new FrameSize(48, 48));

        assertThat(frames)
                .hasSize(21)
                .allSatisfy(frame -> assertThat(frame.size()).isEqualTo(new FrameSize(48, 48)));
        RgbFrame sixth = FrameSource.frames(film, new FrameSource.Window(5, 1), TestFilm.SIZE)
                .getFirst();
        assertThat(frames.getFirst().rgb())
                .isEqualTo(Resampling.cover(sixth, new FrameSize(48, 48)).rgb());
    }

    @Test
    void aWindowPastTheEndIsRefusedWithTheTrueCount() {
        Path film = film("film.mp4", 10);

        assertThatThrownBy(() -> FrameSource.frames(film, new FrameSource.Window(5, 21), TestFilm.SIZE))
                .isInstanceOf(UnreadableMedia.class)
                .hasMessage("clip film.mp4: expected at least 26 decodable frames, found 10");
    }

    @Test
    void stillsAreReadBackAsWritten() throws Exception {
        RgbFrame picture = TestFilm.bars(3, 5);
        Path png = Files.write(folder.resolve("still.png"), Stills.png(picture));
        Path jpeg = Files.write(folder.resolve("still.jpg"), Stills.jpeg(picture));

        assertThat(FrameSource.still(png).rgb()).isEqualTo(picture.rgb());
        assertThat(FrameSource.still(jpeg).size()).isEqualTo(picture.size());
    }

    private Path film(String name, int frames) {
        return TestFilm.write(folder.resolve(name), FrameRate.of(24), frames, i -> TestFilm.bars(1, 2 * i));
    }

    private static RgbFrame leftHalfWhite() {
        RgbFrame black = TestFilm.plain(0);
        for (int y = 0; y < 80; y++) {
            Arrays.fill(black.rgb(), y * 128 * 3, (y * 128 + 64) * 3, (byte) 255);
        }
        return black;
    }
}
