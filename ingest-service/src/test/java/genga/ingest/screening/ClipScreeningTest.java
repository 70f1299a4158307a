package genga.ingest.screening;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.ClipMeasures;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.Verdict;
import genga.ingest.IngestConfig;
import genga.media.measure.PerceptualHash;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ClipScreeningTest {
    private static final FilmId FILM = FilmId.fresh();
    private static final List<PerceptualHash> HASHES = hashes(1, 2, 3);

    private final ClipScreening screening = new ClipScreening(new Thresholds());

    @Test
    void aClipWithinAllThresholdsIsKept() {
        assertThat(judge(45, measures(2, 5, 120, 0))).isEqualTo(new Verdict.Kept());
    }

    @Test
    void aShortClipNamesItsFramesAndTheNeed() {
        Verdict verdict = judge(20, measures(2, 5, 120, 0));

        assertThat(verdict).isEqualTo(new Verdict.TooShort(20, 21));
        assertThat(verdict.reason()).isEqualTo("20 frames at 16 fps, 21 needed");
    }

    @Test
    void aStillClipNamesItsMotionAndTheFloor() {
        assertThat(judge(45, measures(0.05, 5, 120, 0))).isEqualTo(new Verdict.TooStatic(0.05, 0.3));
    }

    @Test
    void aClipWithACutInsideNamesTheTransition() {
        assertThat(judge(45, measures(2, 40, 120, 0))).isEqualTo(new Verdict.FastTransition(40, 27));
    }

    @Test
    void aDarkClipNamesItsBrightness() {
        assertThat(judge(45, measures(2, 5, 8, 0))).isEqualTo(new Verdict.Dark(8, 12));
    }

    @Test
    void aLetterboxedClipNamesTheShareOfBars() {
        assertThat(judge(45, measures(2, 5, 120, 0.23))).isEqualTo(new Verdict.Letterboxed(0.23, 0.04));
    }

    @Test
    void aClipLikeAKeptOneIsItsDuplicate() {
        judge(45, measures(2, 5, 120, 0));

        Verdict verdict = screening.judge(ClipId.of(FILM, 2), 45, measures(2, 5, 120, 0), hashes(1, 2, 0b111000));

        // 3 and 0b111000 differ in five bits
        assertThat(verdict).isEqualTo(new Verdict.Duplicate(ClipId.of(FILM, 1), 5, 6));
    }

    @Test
    void aClipLikeARejectedOneIsKept() {
        judge(20, measures(2, 5, 120, 0));

        Verdict verdict = screening.judge(ClipId.of(FILM, 2), 45, measures(2, 5, 120, 0), HASHES);

        assertThat(verdict).isEqualTo(new Verdict.Kept());
    }

    @Test
    void aClipRememberedFromBeforeARestartStillHasDuplicates() {
        screening.remember(ClipId.of(FILM, 1), new Verdict.Kept(), HASHES);

        Verdict verdict = screening.judge(ClipId.of(FILM, 2), 45, measures(2, 5, 120, 0), HASHES);

        assertThat(verdict).isEqualTo(new Verdict.Duplicate(ClipId.of(FILM, 1), 0, 6));
    }

    private Verdict judge(int frames, ClipMeasures measures) {
        return screening.judge(ClipId.of(FILM, 1), frames, measures, HASHES);
    }

    private static ClipMeasures measures(double motion, double transition, double brightness, double letterbox) {
        return new ClipMeasures(motion, motion, transition, brightness, 100, 30, letterbox, "");
    }

    private static List<PerceptualHash> hashes(long... bits) {
        return LongStream.of(bits).mapToObj(PerceptualHash::new).toList();
    }

    private record Thresholds() implements IngestConfig.Screening {
        @Override
        public int leastFrames() {
            return 21;
        }

        @Override
        public double leastMotion() {
            return 0.3;
        }

        @Override
        public double mostTransition() {
            return 27;
        }

        @Override
        public double mostLetterbox() {
            return 0.04;
        }

        @Override
        public double leastBrightness() {
            return 12;
        }

        @Override
        public int duplicateDistance() {
            return 6;
        }
    }
}
