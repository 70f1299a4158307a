package genga.contracts.document;

import static genga.contracts.document.Requirement.or;
import static genga.contracts.document.Requirement.that;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a run does against learning its items by heart, and how much each error counts.
///
/// @param lossWeighting  usually `none`
/// @param networkDropout share of the adapter's inner values left out of a step, 0 to less than 1
/// @param rankDropout    share of its inner rows left out of a step
/// @param moduleDropout  share of its linears left out of a step
/// @param maxWeightNorm  largest norm of a linear's change, to which larger ones are scaled down; 0 for none
public record Regularising(
        LossWeighting lossWeighting,
        Double networkDropout,
        Double rankDropout,
        Double moduleDropout,
        Double maxWeightNorm) {

    /// How an error counts by its noise level.
    public enum LossWeighting {
        @JsonProperty("none")
        NONE,
        /// `sigma^-2`
        @JsonProperty("sigma-sqrt")
        SIGMA_SQRT,
        /// `2 / (pi (1 - 2 sigma + 2 sigma²))`
        @JsonProperty("cosmap")
        COSMAP
    }

    public Regularising {
        lossWeighting = or(lossWeighting, LossWeighting.NONE);
        networkDropout = or(networkDropout, 0.0);
        rankDropout = or(rankDropout, 0.0);
        moduleDropout = or(moduleDropout, 0.0);
        maxWeightNorm = or(maxWeightNorm, 0.0);
        dropout("networkDropout", networkDropout);
        dropout("rankDropout", rankDropout);
        dropout("moduleDropout", moduleDropout);
        that(
                maxWeightNorm >= 0 && Double.isFinite(maxWeightNorm),
                "regularising maxWeightNorm",
                "0 (none) or more",
                maxWeightNorm);
    }

    /// Nothing, and every error counts alike.
    public static Regularising none() {
        return new Regularising(LossWeighting.NONE, 0.0, 0.0, 0.0, 0.0);
    }

    private static void dropout(String field, double share) {
        that(share >= 0 && share < 1, "regularising " + field, "0 to less than 1", share);
    }
}
