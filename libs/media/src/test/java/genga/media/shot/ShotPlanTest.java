package genga.media.shot;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.vocabulary.FrameRate;
import genga.curation.shot.Shot;
import genga.curation.shot.ShotPlan;
import genga.curation.shot.ShotScores;
import genga.curation.shot.ShotSettings;
import genga.media.RgbFrame;
import genga.media.TestFilm;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShotPlanTest {
    @TempDir
    Path folder;

    @Test
    void aHardCutIsFoundToTheFrameAndGuardedOnBothSides() {
        ShotPlan plan = plan(96, frame -> TestFilm.bars(frame < 40 ? 0 : 1, frame / 2));

        assertThat(plan.cuts()).containsExactly(40);
        assertThat(plan.shots()).containsExactly(new Shot(0, 38), new Shot(42, 96));
    }

    @Test
    void aFlashIsNoCut() {
        ShotPlan plan =
                plan(96, frame -> frame == 50 || frame == 51 ? TestFilm.plain(0xFFFFFF) : TestFilm.bars(0, frame / 2));

        assertThat(plan.cuts()).isEmpty();
        assertThat(plan.shots()).containsExactly(new Shot(0, 96));
    }

    @Test
    void aDissolveIsCutOutWhole() {
        ShotPlan plan = plan(
                120,
                frame -> TestFilm.mix(TestFilm.bars(0, 0), TestFilm.bars(1, 0), Math.clamp((frame - 48) / 24.0, 0, 1)));

        assertThat(plan.cuts()).isEmpty();
        assertThat(plan.transitions()).hasSize(1);
        Shot gone = plan.transitions().getFirst();
        assertThat(gone.from()).isBetween(46, 52);
        assertThat(gone.to()).isBetween(69, 75);
    }

    @Test
    void aFadeThroughBlackIsCutOutWhole() {
        ShotPlan plan = plan(120, frame -> {
            RgbFrame lit = TestFilm.bars(frame < 60 ? 0 : 1, frame / 3);
            double dark = 1 - Math.min(1, Math.abs(frame - 59.5) / 18);
            return TestFilm.mix(lit, TestFilm.plain(0), dark);
        });

        assertThat(plan.shots()).hasSize(2);
        assertThat(plan.shots().get(0).to()).isBetween(36, 43);
        assertThat(plan.shots().get(1).from()).isBetween(77, 84);
    }

    @Test
    void aStretchTooShortForAShotIsCutOutAndNamed() {
        ShotPlan plan = plan(96, frame -> TestFilm.bars(frame < 40 ? 0 : frame < 50 ? 3 : 6, frame / 2));

        assertThat(plan.cuts()).containsExactly(40, 50);
        assertThat(plan.scraps()).containsExactly(new Shot(40, 50));
        assertThat(plan.shots()).containsExactly(new Shot(0, 38), new Shot(52, 96));
    }

    @Test
    void aFilmOfASingleFrameIsOneShot() {
        ShotPlan plan = plan(1, frame -> TestFilm.bars(0, 0));

        assertThat(plan.shots()).containsExactly(new Shot(0, 1));
    }

    @Test
    void noiseInNearBlackPicturesIsNoCut() {
        ShotPlan plan = plan(60, frame -> TestFilm.plain(frame % 24 < 12 ? 0x0A0000 : 0x00000A));

        assertThat(plan.cuts()).isEmpty();
    }

    @Test
    void cutsMoveWithTheThresholdWithoutDecodingAgain() {
        ShotScores scores = scores(96, frame -> TestFilm.bars(frame < 40 ? 0 : 1, frame / 2));

        ShotPlan strict = ShotPlan.of(scores, new ShotSettings(3.5, 3, 250, 0.6, 2));

        assertThat(strict.cuts()).isEmpty();
        assertThat(ShotPlan.of(scores, ShotSettings.usual()).cuts()).containsExactly(40);
    }

    @Test
    void framesOfAShotAreReadFromAnywhereInTheFilm() {
        Path film = TestFilm.write(
                folder.resolve("film.mp4"), FrameRate.of(24), 1200, frame -> TestFilm.bars(1, frame % 64));
        ShotScores scores = ShotDetection.score(film, frames -> {}).scores();

        byte[] sought;
        byte[] again;
        byte[] walked;
        try (ShotReader reader = ShotReader.open(film, TestFilm.SIZE, scores)) {
            sought = first(reader, new Shot(1100, 1110));
            again = first(reader, new Shot(900, 910));
        }
        try (ShotReader reader = ShotReader.open(film, TestFilm.SIZE, scores)) {
            for (int from = 0; from < 900; from += 300) {
                first(reader, new Shot(from, from + 10));
            }
            walked = first(reader, new Shot(900, 910));
        }

        assertThat(again).isEqualTo(walked);
        assertThat(sought).isNotEqualTo(walked);
    }

    private static byte[] first(ShotReader reader, Shot shot) {
        RgbFrame[] picture = new RgbFrame[1];
        reader.read(shot, List.of(0), frame -> picture[0] = frame);
        return picture[0].rgb();
    }

    private ShotPlan plan(int frames, IntFunction<RgbFrame> picture) {
        return ShotPlan.of(scores(frames, picture), ShotSettings.usual());
    }

    private ShotScores scores(int frames, IntFunction<RgbFrame> picture) {
        Path film = TestFilm.write(folder.resolve("film.mp4"), FrameRate.of(24), frames, picture);
        return ShotDetection.score(film, done -> {}).scores();
    }
}
