package genga.wan.transformer;

import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.util.List;
import java.util.Optional;

/// Gradients of a transformer with respect to its side branches, one block at a time.
///
/// Nothing of a block's inside is kept between forward and backward: each call computes the block again from its input.
/// Branches also sit on the cross-attention keys, so here those are computed with the block, from the text.
public final class TransformerGradients {
    private final WanTransformer transformer;

    public TransformerGradients(WanTransformer transformer) {
        this.transformer = transformer;
    }

    /// One block in forward direction, without gradients.
    public Tensor forward(TensorScope scope, int block, BlockPoint at) {
        int heads = transformer.shape().heads();
        List<Tensor> weights = transformer.weights().block(block);
        List<Tensor> branches = at.branches().block(block);
        double scale = at.branches().scale();
        try (TensorScope scratch = scope.child()) {
            List<Tensor> keys =
                    WanTransformer.SCRIPT.callList(scratch, "keys", at.text_BLD(), weights, branches, scale, heads);
            return WanTransformer.SCRIPT.call(
                    scope,
                    "block",
                    at.x_BSD(),
                    at.tokens().e_B6D(),
                    weights,
                    at.tokens().rope_S1P2(),
                    keys,
                    branches,
                    scale,
                    heads);
        }
    }

    /// Mean squared error of the prediction, and its gradient with respect to the last tokens.
    public record HeadLoss(double loss, Tensor gradient_BSD) {}

    /// Gradients of one block.
    ///
    /// @param branches fp32, one per tensor of the block's side branches, in their order
    /// @param input_BSD the gradient of the block's input, when it was asked for
    public record BlockGradients(List<Tensor> branches, Optional<Tensor> input_BSD) {}

    /// The loss of the tokens `x` that left the last block against `target`, fp32 `[B, C, F, H, W]`.
    public HeadLoss head(TensorScope scope, Tensor x_BSD, Tokens tokens, Tensor target_BCFHW) {
        List<Tensor> found = WanTransformer.SCRIPT.callList(
                scope,
                "head_vjp",
                x_BSD,
                tokens.e_BD(),
                transformer.weights().head(),
                tokens.grid().extents(),
                target_BCFHW);
        return new HeadLoss(found.getFirst().toFloats()[0], found.getLast());
    }

    /// Carries the gradient `g` of block `block`'s output back to its branches and, if `inputToo`, to its input `x`.
    public BlockGradients block(TensorScope scope, int block, BlockPoint at, Tensor gradient_BSD, boolean inputToo) {
        List<Tensor> branches = at.branches().block(block);
        List<Tensor> found = WanTransformer.SCRIPT.callList(
                scope,
                "block_vjp",
                at.x_BSD(),
                at.tokens().e_B6D(),
                transformer.weights().block(block),
                at.tokens().rope_S1P2(),
                at.text_BLD(),
                branches,
                at.branches().scale(),
                transformer.shape().heads(),
                gradient_BSD,
                inputToo);
        Optional<Tensor> input = inputToo ? Optional.of(found.getLast()) : Optional.empty();
        return new BlockGradients(found.subList(0, branches.size()), input);
    }

    /// Where a gradient is taken: a block's input tokens and what the block reads beside them.
    public record BlockPoint(Tensor x_BSD, Tokens tokens, Tensor text_BLD, SideBranches branches) {}
}
