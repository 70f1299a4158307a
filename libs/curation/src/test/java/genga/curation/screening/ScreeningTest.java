package genga.curation.screening;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.vocabulary.CameraMotion;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.ClipMeasures;
import genga.contracts.vocabulary.DatasetPart;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.FrameRange;
import genga.contracts.vocabulary.ScreeningThresholds;
import genga.contracts.vocabulary.Verdict;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ScreeningTest {
    private static final FilmId FILM = new FilmId("film-1");

    private final ScreeningThresholds thresholds = ScreeningThresholds.usual();
    private final Screening screening = new Screening(thresholds, List.of());

    @Test
    void aClipWithinAllThresholdsIsKept() {
        assertThat(screening.clip(40, measures(2, 5, 120, OptionalDouble.empty())))
                .isEqualTo(new Verdict.Kept());
    }

    @Test
    void aClipShorterThanTheShortestMovingPartInForceIsTooShort() {
        List<DatasetPart> parts = List.of(
                DatasetPart.head(768, 416, List.of(1, 45)),
                DatasetPart.head(384, 208, List.of(81)),
                DatasetPart.stills(768, 768));

        Verdict either = new Screening(thresholds, parts).clip(20, measures(2, 5, 120, OptionalDouble.empty()));
        Verdict longOnly =
                new Screening(thresholds, parts.subList(1, 3)).clip(80, measures(2, 5, 120, OptionalDouble.empty()));

        assertThat(longOnly).isEqualTo(new Verdict.TooShort(80, 81));
        assertThat(either).isEqualTo(new Verdict.TooShort(20, 45));
    }

    @Test
    void aStillShotIsTooStaticAndASlowOneIsForAPersonToSee() {
        Verdict still = screening.clip(40, measures(0.1, 1, 120, OptionalDouble.empty()));
        Verdict slow = screening.clip(40, measures(0.5, 1, 120, OptionalDouble.empty()));

        assertThat(still).isEqualTo(new Verdict.TooStatic(0.1, 0.3));
        assertThat(slow.reason()).isEqualTo("motion 0.50 is under 0.60: does it move enough?");
    }

    @Test
    void aCutInsideAClipIsAFastTransition() {
        assertThat(screening.clip(40, measures(2, 40, 120, OptionalDouble.empty())))
                .isEqualTo(new Verdict.FastTransition(40, 27));
    }

    @Test
    void whatIsDarkIsDarkHoweverLittleItMoves() {
        assertThat(screening.clip(40, measures(0.1, 1, 3, OptionalDouble.empty())))
                .isEqualTo(new Verdict.Dark(3, 12));
    }

    @Test
    void textOverThePictureIsAnOverlayWhereSomebodyLookedForText() {
        Verdict seen = screening.clip(40, measures(2, 5, 120, OptionalDouble.of(0.0171)));

        assertThat(seen.reason()).isEqualTo("text covers 1.71 % of the picture, over 1.00 %");
    }

    @Test
    void theLaterOfTwoClipsThatLookTheSameIsTheDuplicateWhateverTheOrderOfJudging() {
        Originals originals = new Originals(6);
        ClipId first = ClipId.of(FILM, new FrameRange(0, 40));
        ClipId second = ClipId.of(FILM, new FrameRange(90, 140));
        Fingerprint picture = Fingerprint.parse("00ff00ff00ff00ff".repeat(3));
        Fingerprint nearly = Fingerprint.parse("00ff00ff00ff00fe".repeat(3));

        Verdict original = originals.judge(first, picture, new Verdict.Kept());
        Verdict copy = originals.judge(second, nearly, new Verdict.Kept());
        Verdict again = originals.judge(first, picture, new Verdict.Kept());

        assertThat(original).isEqualTo(new Verdict.Kept());
        assertThat(copy).isEqualTo(new Verdict.Duplicate(first, 1, 6));
        assertThat(again).isEqualTo(new Verdict.Kept());
    }

    @Test
    void clipsThatBeginAlikeAndEndElsewhereAreNotTheSame() {
        Originals originals = new Originals(6);
        originals.judge(
                ClipId.of(FILM, new FrameRange(0, 40)),
                Fingerprint.parse("00ff00ff00ff00ff".repeat(3)),
                new Verdict.Kept());

        Verdict other = originals.judge(
                ClipId.of(FILM, new FrameRange(90, 140)),
                Fingerprint.parse("00ff00ff00ff00ff".repeat(2) + "ff00ff00ff00ff00"),
                new Verdict.Kept());

        assertThat(other).isEqualTo(new Verdict.Kept());
    }

    @Test
    void whatIsRefusedAnywayIsNoOriginalForLaterClips() {
        Originals originals = new Originals(6);
        Fingerprint picture = Fingerprint.parse("00ff00ff00ff00ff".repeat(3));
        originals.judge(ClipId.of(FILM, new FrameRange(0, 40)), picture, new Verdict.TooShort(3, 21));

        Verdict later = originals.judge(ClipId.of(FILM, new FrameRange(90, 140)), picture, new Verdict.Kept());

        assertThat(later).isEqualTo(new Verdict.Kept());
    }

    private static ClipMeasures measures(double motion, double transition, double brightness, OptionalDouble overlay) {
        return new ClipMeasures(
                new ClipMeasures.Motion(motion, motion * 2, 0),
                transition,
                new ClipMeasures.Tone(brightness, 0.1, 80, 30),
                0,
                overlay,
                CameraMotion.UNKNOWN,
                "00".repeat(24));
    }
}
