package genga.wan.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FlowScheduleTest {
    @Test
    void wanCutsTimestepsToWholeNumbersAndTheDistilledListDoesNot() {
        FlowSchedule wan = FlowSchedule.of(ScheduleName.WAN_UNIPC, 6, 5);
        FlowSchedule distilled = FlowSchedule.distilled(List.of(1000, 750, 500, 250), 5);

        assertThat(wan.timesteps()).containsExactly(999.0, 961.0, 908.0, 833.0, 713.0, 499.0);
        assertThat(distilled.timesteps()).containsExactly(1000.0, 937.5, (double) 833.33333f, 625.0);
        assertThat(FlowSchedule.of(ScheduleName.DISTILL, 4, 5)).isEqualTo(distilled);
    }

    @ParameterizedTest
    @EnumSource(value = ScheduleName.class, mode = EnumSource.Mode.EXCLUDE, names = "CUSTOM")
    void everyNamedScheduleFallsFromNearOneToZero(ScheduleName name) {
        FlowSchedule schedule = FlowSchedule.of(name, 8, 3);

        assertThat(schedule.sigma(0)).isBetween(0.999, 1.0);
        assertThat(schedule.sigma(8)).isZero();
        assertThat(ScheduleName.of(name.label())).isEqualTo(name);
    }

    @Test
    void aListThatDoesNotFallIsRefused() {
        assertThatThrownBy(() -> FlowSchedule.custom(List.of(0.9, 0.9)))
                .hasMessageContaining("sigmas must fall from step to step");
        assertThatThrownBy(() -> FlowSchedule.custom(List.of(1.1, 0.9)))
                .hasMessageContaining("must start at 1 or below");
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        assertThatThrownBy(() -> ScheduleName.of("karras"))
                .hasMessageStartingWith("schedule 'karras' is not known; choose one of: wan-unipc, wan-dpmpp");
    }
}
