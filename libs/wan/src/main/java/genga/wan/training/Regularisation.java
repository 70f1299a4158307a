package genga.wan.training;

/// What a training does against learning its items by heart.
///
/// @param weighting how errors count
/// @param dropout what of the adapter is left out in a step
/// @param maxWeightNorm after each update a linear's change `scale · B A` of a larger Frobenius norm is scaled down
///     to it, both factors alike (kohya-ss/sd-scripts `scale_weight_norms`); 0 leaves them alone
public record Regularisation(LossWeighting weighting, AdapterDropout dropout, double maxWeightNorm) {
    public Regularisation {
        if (!(maxWeightNorm >= 0) || Double.isInfinite(maxWeightNorm)) {
            throw new IllegalArgumentException("the largest weight norm must be 0 or more, got " + maxWeightNorm);
        }
    }

    /// All errors count alike, nothing is left out, and norms are free.
    public static Regularisation none() {
        return new Regularisation(LossWeighting.NONE, AdapterDropout.none(), 0);
    }
}
