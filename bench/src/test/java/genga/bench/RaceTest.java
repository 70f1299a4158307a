package genga.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RaceTest {
    @Test
    void bothSidesTakeTurnsRoundAfterRound() {
        List<String> turns = new ArrayList<>();
        Race race = new Race(2, Map.of("", () -> turns.add("ours")), () -> {
            turns.add("theirs");
            return Optional.of(1.0);
        });

        race.run();

        assertThat(turns).containsExactly("theirs", "ours", "theirs", "ours", "theirs", "ours");
    }

    @Test
    void theFirstRoundWarmsUpAndDoesNotCount() {
        List<Double> peer = new ArrayList<>(List.of(100.0, 2.0, 4.0, 3.0));
        Race race = new Race(3, Map.of("", () -> {}), () -> Optional.of(peer.removeFirst()));

        Race.Outcome outcome = race.run();

        assertThat(outcome.theirs()).contains(3.0);
        assertThat(outcome.ratio("").orElseThrow()).isLessThan(0.01);
    }

    @Test
    void aPeerWithoutAFigureGivesNoRatio() {
        Race.Outcome outcome = new Race(1, Map.of("", () -> {}), Optional::empty).run();

        assertThat(outcome.ratio("")).isEmpty();
    }

    @Test
    void theMedianOfAnEvenCountLiesBetweenTheMiddleTwo() {
        assertThat(Race.median(List.of(4.0, 1.0, 3.0, 2.0))).isCloseTo(2.5, within(1e-12));
    }
}
