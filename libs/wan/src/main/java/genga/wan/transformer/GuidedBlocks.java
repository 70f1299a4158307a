package genga.wan.transformer;

import static genga.wan.transformer.WanTransformer.SCRIPT;

import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.BlockHooks.NegativeKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The blocks of a transformer with [BlockHooks] in them. Blocks no hook touches run as they always do.
///
/// Axes: B batch, S tokens, D width, H heads, d 128.
public final class GuidedBlocks {
    private final WanTransformer transformer;

    public GuidedBlocks(WanTransformer transformer) {
        this.transformer = transformer;
    }

    /// Tokens after all blocks, and the score of Enhance-A-Video in each block where it acted.
    ///
    /// @param x_BSD belongs to the scope given
    public record Pass(Tensor x_BSD, List<Double> scores) {}

    /// Passes `tokens` through all blocks; they stay as they are.
    public Pass pass(TensorScope scope, Tokens tokens, Conditioning conditioning, BlockHooks hooks) {
        WanTransformer.requireOneTextEach(tokens, conditioning);
        hooks.negative().ifPresent(negative -> WanTransformer.requireOneTextEach(tokens, negative.prompt()));
        List<Double> scores = new ArrayList<>();
        Tensor x_BSD = tokens.x_BSD();
        for (int block = 0; block < transformer.shape().blocks(); block++) {
            if (hooks.skipped().contains(block)) {
                continue;
            }
            Tensor next = hooks.changeBlocks()
                    ? guided(scope, block, new Point(x_BSD, tokens, conditioning, hooks), scores)
                    : transformer.block(scope, block, x_BSD, tokens, conditioning);
            if (x_BSD != tokens.x_BSD()) {
                x_BSD.close();
            }
            x_BSD = next;
        }
        return new Pass(x_BSD, scores);
    }

    private record Point(Tensor x_BSD, Tokens tokens, Conditioning conditioning, BlockHooks hooks) {}

    private Tensor guided(TensorScope scope, int block, Point at, List<Double> scores) {
        Optional<NegativeKeys> negative = at.hooks.negative();
        List<Tensor> keys = new ArrayList<>(at.conditioning.keys().get(block));
        negative.ifPresent(other -> keys.addAll(other.prompt().keys().get(block)));
        SideBranches branches = at.conditioning.branches();
        List<Tensor> found = SCRIPT.callList(
                scope,
                "block_guided",
                at.x_BSD,
                at.tokens.e_B6D(),
                transformer.weights().block(block),
                at.tokens.rope_S1P2(),
                keys,
                branches.block(block),
                branches.scale(),
                transformer.shape().heads(),
                negative.map(NegativeKeys::factors).orElse(new double[0]),
                at.hooks.enhancement().isPresent() ? at.tokens.grid().frames() : 1,
                at.hooks.enhancement().orElse(0));
        if (found.size() > 1) {
            scores.add((double) found.get(1).toFloats()[0]);
            found.get(1).close();
        }
        return found.getFirst();
    }

    /// Attention of given queries `[B, S, H d]` to given keys and values, heads joined again.
    public static Tensor attention(TensorScope scope, Tensor q, Tensor k, Tensor v, int heads) {
        return SCRIPT.call(scope, "attention", q, k, v, heads);
    }

    /// Normalised attention guidance of two attention results `[B, S, D]`, before the output projection:
    /// `g = s zp - (s - 1) zn`; where `|g|₁ > tau |zp|₁` it is cut to that length; `alpha g + (1 - alpha) zp`.
    public static Tensor negated(TensorScope scope, Tensor positive, Tensor negative, double... scaleTauAlpha) {
        return SCRIPT.call(scope, "negated", positive, negative, scaleTauAlpha);
    }

    /// The score of Enhance-A-Video for rotated queries and keys `[B, H, T P, d]`, tokens frame by frame:
    /// `max(1, m (T + weight))`, m the mean attention of a place to itself in other frames.
    public static double coherence(Tensor q, Tensor k, int frames, double weight) {
        try (TensorScope scratch = TensorScope.open()) {
            return SCRIPT.call(scratch, "coherence", q, k, frames, weight).toFloats()[0];
        }
    }
}
