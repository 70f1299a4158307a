package genga.wan.training;

import genga.wan.optimizer.OptimizerRule;

/// The optimizer a training uses unless it is told another one.
public final class AdamW {
    private AdamW() {}

    /// `torch.optim.AdamW` with all but the rate at its defaults.
    public static OptimizerRule withRate(double rate) {
        return genga.wan.optimizer.AdamW.withRate(rate);
    }
}
