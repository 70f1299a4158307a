package genga.media.clip;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.vocabulary.FrameRate;
import genga.curation.shot.Shot;
import genga.curation.shot.ShotScores;
import genga.media.Coding;
import genga.media.FrameSize;
import genga.media.FrameSource;
import genga.media.Probe;
import genga.media.RgbFrame;
import genga.media.Stills;
import genga.media.TestFilm;
import genga.media.VideoReader;
import genga.media.shot.ShotDetection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShotCutterTest {
    @TempDir
    Path folder;

    private Path film;
    private ShotScores scores;

    @BeforeEach
    void score() {
        film = TestFilm.write(folder.resolve("film.mp4"), FrameRate.of(24), 96, i -> TestFilm.bars(i / 48, i));
        scores = ShotDetection.score(film, frames -> {}).scores();
    }

    @Test
    void aClipHasSixteenFramesASecondAndSaysWhereTheyCameFrom() throws IOException {
        ShotCutter.Cut cut = cut(new Coding.Quality(18), new Shot(2, 46));

        // 44 frames at 24 a second
        assertThat(cut.frames()).isEqualTo(29);
        assertThat(VideoReader.countFrames(cut.master())).isEqualTo(29);
        assertThat(VideoReader.countFrames(cut.preview())).isEqualTo(29);
        assertThat(Probe.film(cut.master()).rate()).isEqualTo(FrameRate.WAN);
        assertThat(Probe.film(cut.master()).audio()).isFalse();
        assertThat(new String(Files.readAllBytes(cut.master()), StandardCharsets.ISO_8859_1))
                .contains("genga_source_frames")
                .contains("2,4,5,7,8,10");
    }

    @Test
    void theStillIsAFrameOfTheFilmAtItsFullSize() {
        ShotCutter.Cut cut = cut(new Coding.Quality(18), new Shot(2, 46));

        RgbFrame still = FrameSource.still(cut.still().picture());
        RgbFrame frame = FrameSource.frames(
                        film, new FrameSource.Window(cut.still().frame(), 1), TestFilm.SIZE)
                .getFirst();

        assertThat(cut.still().frame()).isBetween(2, 45);
        assertThat(still.rgb()).isEqualTo(frame.rgb());
    }

    @Test
    void anExactMasterGivesBackWhatTheFilmShows() {
        ShotCutter.Cut cut = cut(new Coding.Exact(), new Shot(2, 46));

        RgbFrame first = FrameSource.frames(cut.master(), new FrameSource.Window(0, 1), TestFilm.SIZE)
                .getFirst();
        RgbFrame source = FrameSource.frames(film, new FrameSource.Window(2, 1), TestFilm.SIZE)
                .getFirst();

        assertThat(cut.master().toString()).endsWith(".mkv");
        assertThat(first.rgb()).isEqualTo(source.rgb());
    }

    @Test
    void cuttingAgainGivesTheSameBytes() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        for (Coding coding : new Coding[] {new Coding.Quality(18), new Coding.Exact()}) {
            ShotCutter.Cut one = cut(coding, new Shot(50, 94));
            ShotCutter.Cut two = cut(coding, new Shot(50, 94), other);

            assertThat(one.master()).hasSameBinaryContentAs(two.master());
            assertThat(one.preview()).hasSameBinaryContentAs(two.preview());
            assertThat(one.still().picture()).hasSameBinaryContentAs(two.still().picture());
            assertThat(one.measures()).isEqualTo(two.measures());
            assertThat(one.strip()).isEqualTo(two.strip());
        }
    }

    @Test
    void aLargeFilmIsScaledToTheLongestSide() {
        try (ShotCutter cutter = ShotCutter.open(film, scores, new ShotCutter.Settings(64, new Coding.Exact(), true))) {
            ShotCutter.Cut cut = cutter.cut(new Shot(0, 48), "clip", folder);

            assertThat(cut.size()).isEqualTo(new FrameSize(64, 40));
            assertThat(cut.still().size()).isEqualTo(TestFilm.SIZE);
        }
    }

    @Test
    void aClipBroughtAlongIsMeasuredAsItIs() {
        Path preview = folder.resolve("p.mp4");

        MeasuredMedium medium = Measuring.clip(film, preview);

        assertThat(medium.frames()).isEqualTo(96);
        assertThat(medium.size()).isEqualTo(TestFilm.SIZE);
        assertThat(VideoReader.countFrames(preview)).isEqualTo(96);
        // it has a cut in its middle
        assertThat(medium.measures().transition()).isGreaterThan(20);
        assertThat(medium.measures().hash()).hasSize(48);
    }

    @Test
    void aPictureBroughtAlongHasNoMotion() throws IOException {
        Path picture = Files.write(folder.resolve("still.png"), Stills.png(TestFilm.bars(2, 3)));

        MeasuredMedium medium = Measuring.still(picture);

        assertThat(medium.frames()).isOne();
        assertThat(medium.measures().motion().mean()).isZero();
        assertThat(medium.measures().tone().sharpness()).isGreaterThan(100);
    }

    private ShotCutter.Cut cut(Coding coding, Shot shot) {
        return cut(coding, shot, folder);
    }

    private ShotCutter.Cut cut(Coding coding, Shot shot, Path into) {
        try (ShotCutter cutter = ShotCutter.open(film, scores, new ShotCutter.Settings(1280, coding, true))) {
            return cutter.cut(shot, "clip", into);
        }
    }
}
