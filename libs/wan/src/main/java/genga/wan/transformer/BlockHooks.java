package genga.wan.transformer;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// What a pass through the blocks does beside the model's own arithmetic.
///
/// @param negative a second set of cross-attention keys to be pushed away from
/// @param enhancement weight of Enhance-A-Video; empty leaves self-attention alone
/// @param skipped numbers of the blocks that tokens pass unchanged
public record BlockHooks(Optional<NegativeKeys> negative, OptionalDouble enhancement, Set<Integer> skipped) {
    private static final BlockHooks NONE = new BlockHooks(Optional.empty(), OptionalDouble.empty(), Set.of());

    public BlockHooks {
        skipped = Set.copyOf(skipped);
    }

    /// The negative prompt of normalised attention guidance: keys of its own, everything else shared.
    ///
    /// @param scale s in `g = s zp - (s - 1) zn`
    /// @param tau longest `|g|₁ / |zp|₁`
    /// @param alpha share of g in the result
    public record NegativeKeys(Conditioning prompt, double scale, double tau, double alpha) {
        /// Scale, tau and alpha, as scripts take them.
        double[] factors() {
            return new double[] {scale, tau, alpha};
        }
    }

    /// The model as it is.
    public static BlockHooks none() {
        return NONE;
    }

    boolean changeBlocks() {
        return negative.isPresent() || enhancement.isPresent();
    }
}
