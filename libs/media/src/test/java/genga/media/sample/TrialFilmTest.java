package genga.media.sample;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.vocabulary.CameraMotion;
import genga.curation.shot.Bars;
import genga.curation.shot.Letterboxing;
import genga.curation.shot.Shot;
import genga.curation.shot.ShotPlan;
import genga.curation.shot.ShotScores;
import genga.curation.shot.ShotSettings;
import genga.media.Coding;
import genga.media.FrameSize;
import genga.media.clip.ShotCutter;
import genga.media.shot.ShotDetection;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialFilmTest {
    private static final FrameSize SIZE = new FrameSize(240, 130);
    private static final int GUARD = 2;

    @TempDir
    static Path folder;

    private static Path film;
    private static ShotScores scores;
    private static ShotPlan plan;

    @BeforeAll
    static void scoreTheFilm() {
        film = folder.resolve("trial.mp4");
        TrialFilm.write(film, SIZE);
        scores = ShotDetection.score(film, frames -> {}).scores();
        plan = ShotPlan.of(scores, ShotSettings.usual());
    }

    @Test
    void everyHardCutIsFoundToTheFrameAndNothingElseIsCut() {
        assertThat(scores.frames()).hasSize(TrialFilm.truth().frames());
        assertThat(plan.cuts()).isEqualTo(TrialFilm.truth().cuts());
        assertThat(plan.scraps()).isEmpty();
    }

    @Test
    void theFadeAndTheDissolveAreCutOutWhole() {
        assertThat(plan.transitions()).hasSize(2);
        holds(plan.transitions().get(0), TrialFilm.truth().fade());
        holds(plan.transitions().get(1), TrialFilm.truth().dissolve());
    }

    private static void holds(Shot gone, TrialFilm.Range truth) {
        assertThat(gone.from()).isBetween(truth.from() - 2, truth.from() + GUARD);
        assertThat(gone.to()).isBetween(truth.to() - GUARD, truth.to() + 2);
    }

    @Test
    void theFlashIsToldOfAndIsNoCut() {
        assertThat(ShotPlan.flashes(scores, ShotSettings.usual()))
                .anySatisfy(flash -> assertThat(TrialFilm.truth().flash()).isBetween(flash.from(), flash.to() - 1));
        assertThat(plan.cuts()).doesNotContain(TrialFilm.truth().flash());
    }

    @Test
    void framesAreLeftOutOnBothSidesOfEveryCut() {
        for (int cut : TrialFilm.truth().cuts()) {
            assertThat(plan.shots()).noneMatch(shot -> shot.from() < cut + GUARD && shot.to() > cut - GUARD);
        }
        assertThat(plan.shots().getFirst().from()).isZero();
        assertThat(plan.shots().getLast().to()).isEqualTo(TrialFilm.truth().frames());
    }

    @Test
    void onlyTheLetterboxedShotHasBars() {
        Letterboxing letterboxing = Letterboxing.of(scores);

        assertThat(letterboxing.film()).isEqualTo(Bars.NONE);
        for (Shot shot : plan.shots()) {
            Bars bars = letterboxing.of(shot);
            if (shot.from() >= 696 && shot.to() <= 768) {
                // painted 15 rows high; compression lights the innermost a little
                assertThat(bars.top()).isBetween(14, 16).isEqualTo(bars.bottom());
            } else {
                assertThat(bars).isEqualTo(Bars.NONE);
            }
        }
    }

    @Test
    void theCameraOfEachClipIsNamedAndBarsAreGone() {
        try (ShotCutter cutter =
                ShotCutter.open(film, scores, new ShotCutter.Settings(1280, new Coding.Quality(18), true))) {
            assertThat(cut(cutter, 170).measures().camera().move()).isEqualTo(CameraMotion.Move.STATIC);
            assertThat(cut(cutter, 530).measures().camera().move()).isEqualTo(CameraMotion.Move.PAN_RIGHT);
            ShotCutter.Cut boxed = cut(cutter, 698);
            assertThat(boxed.size().height()).isBetween(98, 102);
            assertThat(boxed.measures().letterbox()).isZero();
            assertThat(cut(cutter, 842).measures().camera().move()).isEqualTo(CameraMotion.Move.HANDHELD);
        }
    }

    private static ShotCutter.Cut cut(ShotCutter cutter, int from) {
        Shot wanted = plan.shots().stream()
                .filter(shot -> shot.from() == from)
                .findFirst()
                .orElseThrow();
        return cutter.cut(wanted, "clip", folder);
    }
}
