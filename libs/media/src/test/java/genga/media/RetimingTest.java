package genga.media;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.vocabulary.FrameRate;
import genga.curation.shot.TimeBase;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetimingTest {
    @Test
    void twentyFourToSixteenKeepsTheFramesThatFfmpegKeeps() {
        List<Integer> shown = evenly(15, new FrameRate(24, 1));

        // ffmpeg -vf fps=16:round=near on 24 fps
        assertThat(shown).containsExactly(0, 2, 3, 5, 6, 8, 9, 11, 12, 14);
    }

    @ParameterizedTest
    @CsvSource({"65, 43", "66, 44", "67, 45", "121, 81", "129, 86", "131, 87", "132, 88"})
    void countsFromTwentyFourFramesASecondAreThoseOfFfmpeg(int source, int expected) {
        assertThat(evenly(source, new FrameRate(24, 1))).hasSize(expected);
    }

    @ParameterizedTest
    @CsvSource({"24, 1", "24000, 1001", "25, 1", "30, 1", "30000, 1001", "60, 1", "10, 1"})
    void everyCountIsTheExactLengthRoundedToTheNearestSlot(int numerator, int denominator) {
        FrameRate rate = new FrameRate(numerator, denominator);

        for (int frames = 1; frames <= 200; frames++) {
            int expected = (int) Math.floor(frames * 16.0 * denominator / numerator + 0.5);
            assertThat(evenly(frames, rate)).hasSize(expected);
        }
    }

    @Test
    void aFrameThatIsShownLongIsHeldAndABurstIsThinnedOut() {
        TimeBase milliseconds = new TimeBase(1, 1000);
        long[] times = {0, 500, 510, 520, 530, 625};

        List<Integer> shown = Retiming.sourceFrames(milliseconds, FrameRate.WAN, times, 750);

        // slots of 62.5 ms; near(8.00, 8.16, 8.32, 8.48) = 8, near(10) = 10, near(12) = 12
        assertThat(shown).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 4, 4, 5, 5);
    }

    @Test
    void timesCountFromTheFirstFrameOfTheShot() {
        TimeBase base = new TimeBase(1, 24);

        List<Integer> shown = Retiming.sourceFrames(base, FrameRate.WAN, new long[] {1000, 1001, 1002}, 1003);

        assertThat(shown).containsExactly(0, 2);
    }

    private static List<Integer> evenly(int frames, FrameRate rate) {
        TimeBase base = new TimeBase(rate.denominator(), rate.numerator());
        return Retiming.sourceFrames(
                base, FrameRate.WAN, LongStream.range(0, frames).toArray(), frames);
    }
}
