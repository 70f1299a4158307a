package genga.wan.transformer;

import genga.wan.tensor.Script;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gradients of a transformer with respect to its side branches, one block at a time.
///
/// Forward keeps of a block what [KeptActivations] says; backward computes the rest again from the block's input.
/// Branches also sit on the cross-attention keys, so here those are computed with the block, from the text.
public final class TransformerGradients {
    private static final Script SCRIPT = Script.load("transformer_gradients");

    private final WanTransformer transformer;

    public TransformerGradients(WanTransformer transformer) {
        this.transformer = transformer;
    }

    /// Where a gradient is taken: a block's input tokens and what the block reads beside them.
    public record BlockPoint(Tensor x_BSD, Tokens tokens, Tensor text_BLD, SideBranches branches) {}

    /// A block passed in forward direction.
    ///
    /// @param output_BSD the tokens that leave it
    /// @param kept what the backward direction need not compute again; close them with the pass
    public record BlockPass(Tensor output_BSD, List<Tensor> kept) {
        public BlockPass {
            kept = List.copyOf(kept);
        }
    }

    /// Mean squared error of the prediction, and its gradient with respect to the last tokens.
    public record HeadLoss(double loss, Tensor gradient_BSD) {}

    /// What comes into a block in backward direction.
    ///
    /// @param output_BSD the gradient of the block's output
    /// @param inputToo whether the gradient of its input is wanted; the first block has nobody who wants it
    public record BlockGradient(Tensor output_BSD, boolean inputToo) {}

    /// Gradients of one block.
    ///
    /// @param branches fp32, one per tensor of the block's side branches, in their order
    /// @param input_BSD the gradient of the block's input, when it was asked for
    public record BlockGradients(List<Tensor> branches, Optional<Tensor> input_BSD) {}

    /// One block in forward direction.
    public BlockPass forward(TensorScope scope, int block, BlockPoint at, KeptActivations kept) {
        return switch (kept) {
            case NOTHING -> new BlockPass(forward(scope, block, at), List.of());
            case ATTENTION -> keeping(scope, "block_attending", block, at);
            case EVERYTHING -> keeping(scope, "block_keeping", block, at);
        };
    }

    private BlockPass keeping(TensorScope scope, String method, int block, BlockPoint at) {
        Object[] arguments = arguments(block, at, at.text_BLD()).toArray();
        List<Tensor> found = SCRIPT.callList(scope, method, arguments);
        return new BlockPass(found.getFirst(), found.subList(1, found.size()));
    }

    private Tensor forward(TensorScope scope, int block, BlockPoint at) {
        try (TensorScope scratch = scope.child()) {
            List<Tensor> keys = WanTransformer.SCRIPT.callList(
                    scratch,
                    "keys",
                    at.text_BLD(),
                    transformer.weights().block(block),
                    at.branches().block(block),
                    at.branches().scale(),
                    transformer.shape().heads());
            return WanTransformer.SCRIPT.call(
                    scope, "block", arguments(block, at, keys).toArray());
        }
    }

    /// The loss of the tokens that left the last block against `target_BCFHW`, fp32.
    public HeadLoss head(TensorScope scope, Tensor x_BSD, Tokens tokens, Tensor target_BCFHW) {
        List<Tensor> found = SCRIPT.callList(
                scope,
                "head_vjp",
                x_BSD,
                tokens.e_BD(),
                transformer.weights().head(),
                tokens.grid().extents(),
                target_BCFHW);
        return new HeadLoss(found.getFirst().toFloats()[0], found.getLast());
    }

    /// Carries the gradient of a block's output back to its branches and, if asked for, to its input.
    ///
    /// @param kept what [#forward] kept of this block
    public BlockGradients backward(
            TensorScope scope, int block, BlockPoint at, BlockGradient gradient, List<Tensor> kept) {
        List<Object> arguments = arguments(block, at, at.text_BLD());
        boolean byHand = transformer.device().isCpu();
        if (byHand) {
            arguments.add(kept);
        }
        arguments.add(gradient.output_BSD());
        arguments.add(gradient.inputToo());
        List<Tensor> found = SCRIPT.callList(scope, byHand ? "block_back" : "block_vjp", arguments.toArray());
        int branches = at.branches().factors(block).size();
        Optional<Tensor> input = gradient.inputToo() ? Optional.of(found.getLast()) : Optional.empty();
        return new BlockGradients(found.subList(0, branches), input);
    }

    /// The arguments all block methods begin with; `text` is the text itself or its keys and values.
    private List<Object> arguments(int block, BlockPoint at, Object text) {
        return new ArrayList<>(List.of(
                at.x_BSD(),
                at.tokens().e_B6D(),
                transformer.weights().block(block),
                at.tokens().rope_S1P2(),
                text,
                at.branches().block(block),
                at.branches().scale(),
                transformer.shape().heads()));
    }
}
