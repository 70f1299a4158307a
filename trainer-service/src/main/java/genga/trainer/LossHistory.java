package genga.trainer;

import java.util.Arrays;

/// The loss of every step of a run so far.
final class LossHistory {

    private double[] losses;
    private int steps;

    LossHistory() {
        this(new double[0]);
    }

    /// As a snapshot kept it.
    LossHistory(double[] losses) {
        this.losses = losses.clone();
        this.steps = losses.length;
    }

    void add(double loss) {
        if (steps == losses.length) {
            losses = Arrays.copyOf(losses, Math.max(64, 2 * steps));
        }
        losses[steps++] = loss;
    }

    int steps() {
        return steps;
    }

    /// The loss of the last step.
    double last() {
        return losses[steps - 1];
    }

    double meanOfFirst(int count) {
        return mean(0, Math.min(count, steps));
    }

    double meanOfLast(int count) {
        return mean(Math.max(0, steps - count), steps);
    }

    double[] toArray() {
        return Arrays.copyOf(losses, steps);
    }

    private double mean(int from, int to) {
        return Arrays.stream(losses, from, to)
                .average()
                .orElseThrow(() -> new IllegalStateException("a run has no mean loss before its first step"));
    }
}
