package genga.trainer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// When something that happens often is due: at first, and whenever an interval has passed since it last was.
final class Pace {

    private final Clock clock;
    private final Duration interval;
    private Instant last;

    /// @param dueAtOnce whether the first time is now or an interval from now
    Pace(Clock clock, Duration interval, boolean dueAtOnce) {
        this.clock = clock;
        this.interval = interval;
        this.last = dueAtOnce ? Instant.MIN : clock.instant();
    }

    boolean due() {
        return last.equals(Instant.MIN) || !clock.instant().isBefore(last.plus(interval));
    }

    void done() {
        last = clock.instant();
    }
}
