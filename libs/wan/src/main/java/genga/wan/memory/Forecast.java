package genga.wan.memory;

import java.util.Locale;

/// What a job will take, told before it starts. An estimate, like the [MemoryModel] it comes from.
///
/// @param tokens of the item
/// @param bytes of the device's memory
/// @param operations of one training step, or of one pass of a render through the model
public record Forecast(long tokens, long bytes, double operations) {

    /// How much of a device's speed in matrix products work on the model reaches: published figures for Wan2.1 lie
    /// between 35 and 66 per cent.
    private static final double SHARE_REACHED = 0.5;

    public static Forecast of(MemoryModel model, Workload job) {
        double operations = switch (job) {
            case Workload.Training training -> model.stepOperations(training.tokens());
            case Workload.Rendering rendering -> model.forwardOperations(rendering.tokens());
        };
        return new Forecast(job.tokens(), model.plan(job).bytes(), operations);
    }

    /// Seconds on a device that multiplies matrices with that many times 1e12 operations a second.
    public double seconds(double teraflops) {
        return MemoryModel.seconds(operations, SHARE_REACHED * teraflops);
    }

    /// Tokens, memory and operations in words.
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "tokens=%d memory='%s' teraflop=%.3g", tokens, MemoryPlan.gib(bytes), operations / 1e12);
    }
}
