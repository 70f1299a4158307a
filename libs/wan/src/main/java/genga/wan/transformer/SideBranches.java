package genga.wan.transformer;

import genga.wan.tensor.Tensor;
import java.util.List;

/// Low-rank branches beside the linears of every block: `y = W x + scale · B (A x)`.
///
/// @param blocks per block nothing, or twenty tensors: A `[r, in]` and B `[out, r]` of each [BlockLinear]; a linear
///     without a branch has an empty A
/// @param scale factor common to all of them
public record SideBranches(List<List<Tensor>> blocks, double scale) {
    private static final SideBranches NONE = new SideBranches(List.of(), 1);

    public SideBranches {
        blocks = List.copyOf(blocks);
        for (List<Tensor> block : blocks) {
            if (!block.isEmpty() && block.size() != 2 * BlockLinear.ALL.size()) {
                throw new IllegalArgumentException("side branches of a block are none or %d tensors, got %d"
                        .formatted(2 * BlockLinear.ALL.size(), block.size()));
            }
        }
    }

    /// The base model alone.
    public static SideBranches none() {
        return NONE;
    }

    /// The tensors of one block, empty when it has no branch.
    public List<Tensor> block(int index) {
        return blocks.isEmpty() ? List.of() : blocks.get(index);
    }
}
