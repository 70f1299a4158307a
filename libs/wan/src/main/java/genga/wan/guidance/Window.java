package genga.wan.guidance;

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

    boolean contains(int step, int steps) {
        double share = (double) step / steps;
        return share >= start && share <= end;
    }
}
