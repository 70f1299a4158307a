package genga.curation.screening;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.vocabulary.CameraMotion;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.ClipMeasures;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.FrameRange;
import genga.contracts.vocabulary.ScreeningThresholds;
import genga.contracts.vocabulary.Verdict;
import genga.contracts.vocabulary.Verdict.Review.Doubt;
import genga.curation.screening.Candidate.Kind;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class JudgingTest {
    private static final FilmId FILM = new FilmId("film-1");
    private static final ClipId CLIP = ClipId.of(FILM, new FrameRange(0, 60));
    private static final String PICTURE = "00ff00ff00ff00ff".repeat(3);
    private static final String OTHER_PICTURE = "ff00ff00ff00ff00".repeat(3);

    private final Judging judging = new Judging(ScreeningThresholds.usual(), List.of());

    @Test
    void aProposedStillIsForAPersonToSeeHoweverSharpOrSoft() {
        Verdict sharp = judging.judge(new Candidate(ClipId.still(FILM, 3), Kind.PROPOSAL, 1, still(80, 120, PICTURE)));
        Verdict soft =
                judging.judge(new Candidate(ClipId.still(FILM, 9), Kind.PROPOSAL, 1, still(2, 120, OTHER_PICTURE)));

        assertThat(sharp).isEqualTo(new Verdict.Review(Doubt.PROPOSED, 80, 5));
        assertThat(soft).isEqualTo(new Verdict.Review(Doubt.PROPOSED, 2, 5));
    }

    @Test
    void aProposedStillThatIsDarkOrAlikeIsRefused() {
        judging.judge(new Candidate(ClipId.still(FILM, 3), Kind.PROPOSAL, 1, still(80, 120, PICTURE)));

        Verdict alike = judging.judge(new Candidate(ClipId.still(FILM, 9), Kind.PROPOSAL, 1, still(80, 120, PICTURE)));
        Verdict dark =
                judging.judge(new Candidate(ClipId.still(FILM, 12), Kind.PROPOSAL, 1, still(80, 2, OTHER_PICTURE)));

        assertThat(alike).isEqualTo(new Verdict.Duplicate(ClipId.still(FILM, 3), 0, 6));
        assertThat(dark).isInstanceOf(Verdict.Dark.class);
    }

    @Test
    void aStillIsNoDuplicateOfTheClipItShows() {
        Verdict clip = judging.judge(new Candidate(CLIP, Kind.CLIP, 40, moving(PICTURE)));
        Verdict still = judging.judge(new Candidate(ClipId.still(FILM, 3), Kind.STILL, 1, still(80, 120, PICTURE)));

        assertThat(List.of(clip, still)).containsOnly(new Verdict.Kept());
    }

    private static ClipMeasures moving(String hash) {
        return new ClipMeasures(
                new ClipMeasures.Motion(2, 4, 0),
                5,
                new ClipMeasures.Tone(120, 0.1, 80, 30),
                0,
                OptionalDouble.empty(),
                CameraMotion.UNKNOWN,
                hash);
    }

    private static ClipMeasures still(double sharpness, double brightness, String hash) {
        return new ClipMeasures(
                ClipMeasures.Motion.NONE,
                0,
                new ClipMeasures.Tone(brightness, 0, sharpness, 30),
                0,
                OptionalDouble.empty(),
                CameraMotion.UNKNOWN,
                hash);
    }
}
