package genga.wan.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import genga.wan.tensor.CounterRandom.Purpose;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CounterRandomTest {
    /// Known answers published with Philox (Random123, `kat_vectors`).
    @Test
    void thePublishedAnswersComeOut() {
        assertThat(CounterRandom.philox(new int[4], 0, 0))
                .containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
        assertThat(CounterRandom.philox(new int[] {-1, -1, -1, -1}, -1, -1))
                .containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    }

    @Test
    void drawsComeUpAsOftenAsAskedAndGoOnWhereAsked() {
        CounterRandom random = new CounterRandom(7, Purpose.INNER_DROPOUT, 3);
        byte[] draws = random.draws(0, 100_000, 0.3);

        int ones = 0;
        for (byte draw : draws) {
            ones += draw;
        }
        assertThat(ones / 100_000.0).isCloseTo(0.3, within(0.01));
        assertThat(random.draws(5, 40, 0.3)).isEqualTo(Arrays.copyOfRange(draws, 20, 60));
        assertThat(random.draws(0, 9, 1)).containsOnly(1);
        assertThat(random.draws(0, 9, 0)).containsOnly(0);
    }

    @Test
    void aShuffledOrderHasEveryNumberOnce() {
        int[] order = new CounterRandom(7, Purpose.TIMESTEP_STRATA, 3).shuffled(40);

        assertThat(order).doesNotHaveDuplicates().hasSize(40).isNotEqualTo(sorted(order));
        assertThat(sorted(order)).startsWith(0, 1, 2).endsWith(38, 39);
    }

    private static int[] sorted(int[] order) {
        int[] sorted = order.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    @Test
    void normalsHaveTheMomentsOfANormalDistribution() {
        float[] numbers = new CounterRandom(7, Purpose.TRAINING_NOISE, 3).normals(200_001);

        double mean = 0;
        double square = 0;
        double fourth = 0;
        for (float number : numbers) {
            mean += number / (double) numbers.length;
            square += number * (double) number / numbers.length;
            fourth += Math.pow(number, 4) / numbers.length;
        }
        assertThat(mean).isCloseTo(0, within(0.01));
        assertThat(square).isCloseTo(1, within(0.015));
        assertThat(fourth).isCloseTo(3, within(0.1));
    }

    @Test
    void aLongerDrawBeginsLikeAShorterOne() {
        CounterRandom random = new CounterRandom(7, Purpose.TIMESTEP, 3);

        assertThat(random.uniforms(9)).startsWith(random.uniforms(3));
    }

    @Test
    void everyItemPurposeAndSeedHasItsOwnNumbers() {
        double first = new CounterRandom(7, Purpose.TIMESTEP, 3).uniforms(1)[0];

        assertThat(new CounterRandom(8, Purpose.TIMESTEP, 3).uniforms(1)[0]).isNotEqualTo(first);
        assertThat(new CounterRandom(7, Purpose.TRAINING_NOISE, 3).uniforms(1)[0])
                .isNotEqualTo(first);
        assertThat(new CounterRandom(7, Purpose.TIMESTEP, 3 + (1L << 32)).uniforms(1)[0])
                .isNotEqualTo(first);
    }
}
