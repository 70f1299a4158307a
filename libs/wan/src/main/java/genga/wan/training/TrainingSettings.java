package genga.wan.training;

import genga.wan.adapter.LoraRank;
import genga.wan.optimizer.OptimizerRule;

/// What defines a training beside its items and their order.
///
/// @param maxGradNorm gradients are scaled down to this L2 norm over the whole adapter; 0 leaves them alone
/// @param seed of the adapter's start, the noise and the timesteps
public record TrainingSettings(
        LoraRank rank, OptimizerRule optimizer, Timesteps timesteps, double maxGradNorm, long seed) {
    public TrainingSettings {
        if (!(maxGradNorm >= 0)) {
            throw new IllegalArgumentException("max grad norm must be 0 or more, got " + maxGradNorm);
        }
    }
}
