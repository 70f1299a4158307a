package genga.wan.guidance;

import java.util.stream.IntStream;

/// The part of a run in which an option acts: while `start <= step / steps <= end`.
public record Window(double start, double end) {
    public Window {
        if (!(start >= 0 && start <= end && end <= 1)) {
            throw new IllegalArgumentException(
                    "a window of steps must have 0 <= start <= end <= 1, got %s to %s".formatted(start, end));
        }
    }

    /// Every step.
    public static Window always() {
        return new Window(0, 1);
    }

    /// Whether it holds none of a run's steps.
    boolean isEmpty(int steps) {
        return IntStream.range(0, steps).noneMatch(step -> contains(step, steps));
    }

    boolean contains(int step, int steps) {
        double share = (double) step / steps;
        return share >= start && share <= end;
    }
}
