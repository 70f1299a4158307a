package genga.wan.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import genga.wan.optimizer.LearningRateSchedule.Constant;
import genga.wan.optimizer.LearningRateSchedule.Cosine;
import genga.wan.optimizer.LearningRateSchedule.CosineWithRestarts;
import genga.wan.optimizer.LearningRateSchedule.Curve;
import genga.wan.optimizer.LearningRateSchedule.InverseSquareRoot;
import genga.wan.optimizer.LearningRateSchedule.Linear;
import genga.wan.optimizer.LearningRateSchedule.Piecewise;
import genga.wan.optimizer.LearningRateSchedule.Piecewise.Stage;
import genga.wan.optimizer.LearningRateSchedule.Polynomial;
import genga.wan.optimizer.LearningRateSchedule.Rex;
import genga.wan.optimizer.LearningRateSchedule.StableThenDecay;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Expected factors are what the schedules of transformers 5.18 give for 100 updates, 10 of them warm-up.
class LearningRateScheduleTest {
    private static final long[] STEPS = {0, 1, 5, 9, 10, 11, 30, 55, 80, 99, 100};

    static Stream<Arguments> curves() {
        return Stream.of(
                row(new Constant(), 0, 0.1, 0.5, 0.9, 1, 1, 1, 1, 1, 1, 1),
                row(new Linear(), 0, 0.1, 0.5, 0.9, 1, 0.9888888889, 0.7777777778, 0.5, 0.2222222222, 0.0111111111, 0),
                row(new Cosine(0), 0, 0.1, 0.5, 0.9, 1, 0.9996954135, 0.8830222216, 0.5, 0.1169777784, 0.0003045865, 0),
                row(
                        new Cosine(0.1),
                        0,
                        0.1,
                        0.5,
                        0.9,
                        1,
                        0.9997258722,
                        0.8947199994,
                        0.55,
                        0.2052800006,
                        0.1002741278,
                        0.1),
                row(new CosineWithRestarts(3), 0, 0.1, 0.5, 0.9, 1, 0.9972609477, 0.25, 0.5, 0.75, 0.0027390523, 0),
                row(
                        new Polynomial(2, 1e-7),
                        0,
                        0.1,
                        0.5,
                        0.9,
                        1,
                        0.9779012368,
                        0.6049383111,
                        0.250000075,
                        0.0493828111,
                        0.0001235568,
                        1e-7),
                row(
                        new InverseSquareRoot(),
                        0,
                        0.1,
                        0.5,
                        0.9,
                        1,
                        0.9534625892,
                        0.5773502692,
                        0.4264014327,
                        0.3535533906,
                        0.3178208631,
                        0.316227766),
                row(new StableThenDecay(20, 0.1), 0, 0.1, 0.5, 0.9, 1, 1, 1, 1, 1, 0.145, 0.1));
    }

    private static Arguments row(Curve curve, double... factors) {
        return Arguments.of(curve, factors);
    }

    @ParameterizedTest
    @MethodSource("curves")
    void everyCurveIsTheReferences(Curve curve, double[] factors) {
        LearningRateSchedule schedule = new LearningRateSchedule(curve, 10, 100);

        for (int i = 0; i < STEPS.length; i++) {
            assertThat(schedule.factor(STEPS[i])).as("step " + STEPS[i]).isCloseTo(factors[i], within(1e-9));
        }
    }

    @Test
    void rexFallsSlowlyThenFast() {
        LearningRateSchedule schedule = new LearningRateSchedule(new Rex(0.01), 10, 110);

        assertThat(schedule.factor(10)).isEqualTo(1);
        assertThat(schedule.factor(60)).isCloseTo(0.01 + 0.99 * 0.5 / 0.55, within(1e-12));
        assertThat(schedule.factor(110)).isCloseTo(0.01, within(1e-12));
        assertThat(schedule.factor(500)).isCloseTo(0.01, within(1e-12));
    }

    @Test
    void aStairHoldsEachStage() {
        Curve stair = new Piecewise(List.of(new Stage(10, 1), new Stage(20, 0.1)), 0.05);
        LearningRateSchedule schedule = new LearningRateSchedule(stair, 0, 100);

        assertThat(schedule.factor(9)).isEqualTo(1);
        assertThat(schedule.factor(10)).isEqualTo(0.1);
        assertThat(schedule.factor(20)).isEqualTo(0.05);
    }

    @Test
    void aWarmUpLongerThanTheTrainingIsRefused() {
        assertThatThrownBy(() -> new LearningRateSchedule(new Linear(), 11, 10))
                .hasMessage("a training of 10 updates cannot warm up for 11; expected 0 to 10");
    }
}
