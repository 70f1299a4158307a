package genga.curation.shot;

import static org.assertj.core.api.Assertions.assertThat;

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
