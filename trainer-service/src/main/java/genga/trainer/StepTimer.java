package genga.trainer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// How long steps take: the mean since it was last asked.
final class StepTimer {

    private final Clock clock;
    private Instant since;
    private int steps;

    StepTimer(Clock clock) {
        this.clock = clock;
        this.since = clock.instant();
    }

    void stepped() {
        steps++;
    }

    double secondsPerStep() {
        Instant now = clock.instant();
        double seconds = Duration.between(since, now).toNanos() / 1e9 / Math.max(1, steps);
        since = now;
        steps = 0;
        return seconds;
    }
}
