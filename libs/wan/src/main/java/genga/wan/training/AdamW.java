package genga.wan.training;

/// Adam with decoupled weight decay (Loshchilov and Hutter), with PyTorch's order of operations and defaults.
public record AdamW(double rate, double beta1, double beta2, double epsilon, double weightDecay) {
    public AdamW {
        if (!(rate > 0)) {
            throw new IllegalArgumentException("learning rate must be more than 0, got " + rate);
        }
        if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
            throw new IllegalArgumentException(
                    "betas must be at least 0 and under 1, got %s and %s".formatted(beta1, beta2));
        }
        if (!(epsilon > 0) || !(weightDecay >= 0)) {
            throw new IllegalArgumentException("epsilon must be more than 0 and weight decay 0 or more, got %s and %s"
                    .formatted(epsilon, weightDecay));
        }
    }

    /// `torch.optim.AdamW` with all but the rate at its defaults.
    public static AdamW withRate(double rate) {
        return new AdamW(rate, 0.9, 0.999, 1e-8, 0.01);
    }
}
