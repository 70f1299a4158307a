package genga.media.sample;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.vocabulary.CameraMotion;
import genga.contracts.vocabulary.ClipMeasures;
import genga.contracts.vocabulary.FrameRate;
import genga.curation.shot.Shot;
import genga.curation.shot.ShotPlan;
import genga.curation.shot.ShotScores;
import genga.curation.shot.ShotSettings;
import genga.media.ClipEncoder;
import genga.media.Retiming;
import genga.media.VideoReader;
import genga.media.measure.ClipMeter;
import genga.media.shot.ShotDetection;
import genga.media.shot.ShotReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleFilmTest {
    @TempDir
    static Path folder;

    private static Path film;
    private static ShotScores scores;
    private static ShotPlan plan;

    @BeforeAll
    static void paint() {
        film = folder.resolve("sample.mp4");
        SampleFilm.write(film);
        scores = ShotDetection.score(film, frames -> {}).scores();
        plan = ShotPlan.of(scores, ShotSettings.usual());
    }

    @Test
    void everyPaintedFrameDecodes() {
        assertThat(scores.frames()).hasSize(SampleFilm.truth().frames());
        assertThat(VideoReader.countFrames(film)).isEqualTo(SampleFilm.truth().frames());
    }

    @Test
    void theSameFilmIsPaintedEveryTime() {
        Path again = folder.resolve("again.mp4");

        SampleFilm.write(again);

        assertThat(again).hasSameBinaryContentAs(film);
    }

    @Test
    void everyHardCutIsFoundToTheFrameAndNoOther() {
        assertThat(plan.cuts()).isEqualTo(SampleFilm.truth().cuts());
        assertThat(plan.shots()).hasSize(6);
    }

    @Test
    void theFadeIsCutOutWhole() {
        assertThat(plan.transitions()).hasSize(1);
        Shot gone = plan.transitions().getFirst();
        assertThat(gone.from())
                .isBetween(SampleFilm.truth().fadeFrom() - 3, SampleFilm.truth().fadeFrom() + 1);
        assertThat(gone.to())
                .isBetween(SampleFilm.truth().fadeTo() - 1, SampleFilm.truth().fadeTo() + 3);
    }

    @Test
    void theShotThatStandsStillMeasuresAsStillDespiteItsGrain() {
        ClipMeter meter = new ClipMeter();
        read(SampleFilm.truth().still(), meter);

        ClipMeasures measures = meter.measures(0);

        assertThat(measures.motion().mean()).isGreaterThan(0).isLessThan(0.3);
        // the key frame of every second is a little different
        assertThat(measures.motion().staticShare()).isGreaterThan(0.8);
        assertThat(measures.camera().move()).isEqualTo(CameraMotion.Move.STATIC);
    }

    @Test
    void thePanIsMeasuredInDirectionAndSpeed() {
        ClipMeter meter = new ClipMeter();
        read(SampleFilm.truth().pan(), meter);

        CameraMotion motion = meter.measures(0).camera();

        // painted at 60 of 512 pixels per second
        assertThat(motion.pan()).isBetween(0.112, 0.122);
        assertThat(motion.tilt()).isBetween(-0.01, 0.01);
        assertThat(motion.zoom()).isBetween(-0.02, 0.02);
        assertThat(motion.confidence()).isGreaterThan(0.7);
        assertThat(motion.move()).isEqualTo(CameraMotion.Move.PAN_RIGHT);
    }

    @Test
    void everyClipHasAsManyFramesDecodedAsWritten() {
        try (ShotReader reader = ShotReader.open(film, SampleFilm.SIZE, scores)) {
            for (Shot shot : plan.shots()) {
                List<Integer> frames = slots(shot);
                Path clip = folder.resolve("clip.mp4");
                int written;
                try (ClipEncoder encoder =
                        ClipEncoder.open(clip, ClipEncoder.Settings.fine(SampleFilm.SIZE, FrameRate.WAN))) {
                    reader.read(shot, frames, encoder::add);
                    written = encoder.finish();
                }
                assertThat(written).isEqualTo((int) Math.floor(shot.frames() * 16 / 24.0 + 0.5));
                assertThat(VideoReader.countFrames(clip)).isEqualTo(written);
            }
        }
    }

    private static void read(SampleFilm.Range range, ClipMeter meter) {
        Shot shot = new Shot(range.from(), range.to());
        try (ShotReader reader = ShotReader.open(film, SampleFilm.SIZE, scores)) {
            reader.read(shot, slots(shot), meter::add);
        }
    }

    private static List<Integer> slots(Shot shot) {
        return Retiming.sourceFrames(
                scores.base(), FrameRate.WAN, scores.timestamps(shot.from(), shot.to()), scores.shownUntil(shot.to()));
    }
}
