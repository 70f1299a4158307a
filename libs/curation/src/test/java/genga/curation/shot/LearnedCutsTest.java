package genga.curation.shot;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.vocabulary.FrameRate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearnedCutsTest {
    @Test
    void oneMarkedFrameIsTheLastBeforeACut() {
        LearnedCuts found = LearnedCuts.find(marked(40, 9, 9, 25, 25));

        assertThat(found.cuts()).containsExactly(10, 26);
        assertThat(found.transitions()).isEmpty();
    }

    @Test
    void aRunOfMarkedFramesIsATransitionAfterItsFirst() {
        LearnedCuts found = LearnedCuts.find(marked(40, 12, 20));

        assertThat(found.cuts()).isEmpty();
        assertThat(found.transitions()).containsExactly(new Shot(13, 21));
    }

    @Test
    void nothingFollowsTheLastFrame() {
        assertThat(LearnedCuts.find(marked(40, 39, 39)).cuts()).isEmpty();
    }

    @Test
    void aFilmThatALearnedDetectorSawIsCutWhereItSaysSo() {
        List<ShotScores.Row> frames = new ArrayList<>();
        for (int frame = 0; frame < 120; frame++) {
            float content = frame == 40 ? 90 : 1;
            frames.add(new ShotScores.Row(
                    frame,
                    new ShotScores.Change(content, 1, 1, 0.5f),
                    new ShotScores.Tone(120, 40),
                    ShotScores.Rebound.NONE,
                    Bars.NONE));
        }
        ShotScores scores = new ShotScores(new TimeBase(1, 24), new FrameRate(24, 1), 120, frames, marked(120, 69, 69));

        ShotPlan plan = ShotPlan.of(ScoresDocument.of(scores, "").scores(), ShotSettings.usual());

        assertThat(plan.cuts()).containsExactly(70);
        assertThat(plan.shots()).containsExactly(new Shot(0, 68), new Shot(72, 120));
    }

    @Test
    void halfSureIsNotSure() {
        assertThat(LearnedCuts.find(List.of(0.1f, 0.5f, 0.1f)).cuts()).isEmpty();
    }

    /// Runs of marked frames, first and last of each.
    private static List<Float> marked(int frames, int... runs) {
        List<Float> boundaries = new ArrayList<>(Collections.nCopies(frames, 0.02f));
        for (int i = 0; i < runs.length; i += 2) {
            for (int frame = runs[i]; frame <= runs[i + 1]; frame++) {
                boundaries.set(frame, 0.97f);
            }
        }
        return boundaries;
    }
}
