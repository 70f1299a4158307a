package genga.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LossHistoryTest {

    @Test
    void meansAreOverTheFirstAndTheLastSteps() {
        LossHistory losses = new LossHistory();
        IntStream.rangeClosed(1, 100).forEach(losses::add);

        assertThat(losses.meanOfFirst(10)).isEqualTo(5.5);
        assertThat(losses.meanOfLast(10)).isEqualTo(95.5);
        assertThat(losses.meanOfLast(1000)).isEqualTo(50.5);
    }

    @Test
    void aHistoryGoesOnFromWhatASnapshotKept() {
        LossHistory losses = new LossHistory(new double[] {3, 2});

        losses.add(1);

        assertThat(losses.toArray()).containsExactly(3, 2, 1);
    }
}
