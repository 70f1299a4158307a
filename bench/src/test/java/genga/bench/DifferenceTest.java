package genga.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DifferenceTest {
    @Test
    void equalResultsDifferByNothing() {
        assertThat(Difference.relative(new float[] {1, -2}, new float[] {1, -2}))
                .isZero();
    }

    @Test
    void theDifferenceIsMeasuredAgainstTheSizeOfTheirs() {
        assertThat(Difference.relative(new float[] {3, 5}, new float[] {3, 4})).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void resultsOfAnotherLengthAreOtherWork() {
        assertThatThrownBy(() -> Difference.relative(new float[2], new float[3]))
                .hasMessageContaining("do not do the same work: 2 values against 3");
    }

    @Test
    void picturesOffByATenthOfTheirRangeHaveTwentyDecibel() {
        assertThat(Difference.decibel(new float[] {0.2f, 0}, new float[] {0, 0.2f}))
                .isCloseTo(20, within(1e-4));
    }
}
