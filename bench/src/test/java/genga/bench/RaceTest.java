package genga.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class RaceTest {
    private static final BooleanSupplier NEVER_LATE = () -> false;

    @Test
    void bothSidesTakeTurnsRoundAfterRound() {
        List<String> turns = new ArrayList<>();
        Race race = new Race(2, true, NEVER_LATE, Map.of("", () -> turns.add("ours")), () -> {
            turns.add("theirs");
            return Optional.of(1.0);
        });

        race.run();

        assertThat(turns).containsExactly("theirs", "ours", "theirs", "ours", "theirs", "ours");
    }

    @Test
    void theFirstRoundWarmsUpAndDoesNotCount() {
        List<Double> peer = new ArrayList<>(List.of(100.0, 2.0, 4.0, 3.0));
        Race race = new Race(3, true, NEVER_LATE, Map.of("", () -> {}), () -> Optional.of(peer.removeFirst()));

        Race.Outcome outcome = race.run();

        assertThat(outcome.theirs()).contains(3.0);
        assertThat(outcome.ratio("").orElseThrow()).isLessThan(0.01);
    }

    @Test
    void withoutWarmingUpTheFirstRoundCounts() {
        List<Double> peer = new ArrayList<>(List.of(1.0, 2.0, 3.0));
        Race race = new Race(3, false, NEVER_LATE, Map.of("", () -> {}), () -> Optional.of(peer.removeFirst()));

        Race.Outcome outcome = race.run();

        assertThat(outcome.theirs()).contains(2.0);
    }

    @Test
    void aLateRaceEndsWithItsThirdRound() {
        Race race = new Race(5, false, () -> true, Map.of("", () -> {}), () -> Optional.of(1.0));

        Race.Outcome outcome = race.run();

        assertThat(outcome.rounds()).isEqualTo(3);
    }

    @Test
    void aPeerWithoutAFigureGivesNoRatio() {
        Race.Outcome outcome = new Race(1, true, NEVER_LATE, Map.of("", () -> {}), Optional::empty).run();

        assertThat(outcome.ratio("")).isEmpty();
    }

    @Test
    void theMedianOfAnEvenCountLiesBetweenTheMiddleTwo() {
        assertThat(Race.median(List.of(4.0, 1.0, 3.0, 2.0))).isCloseTo(2.5, within(1e-12));
    }
}
