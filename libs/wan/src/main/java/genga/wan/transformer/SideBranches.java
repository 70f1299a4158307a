package genga.wan.transformer;

import genga.wan.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Low-rank branches beside the linears of every block: `y = W x + scale · B (A x)`.
///
/// @param blocks per block nothing, or twenty tensors: A `[r, in]` and B `[out, r]` of each [BlockLinear]; a linear
///     without a branch has an empty A. In training ten masks may follow, what each inner value `A x` of each linear
///     counts in this step
/// @param scale factor common to all of them
public record SideBranches(List<List<Tensor>> blocks, double scale) {
    private static final int MASKS = BlockLinear.ALL.size();
    private static final int FACTORS = 2 * MASKS;
    private static final SideBranches NONE = new SideBranches(List.of(), 1);

    public SideBranches {
        blocks = List.copyOf(blocks);
        for (List<Tensor> block : blocks) {
            if (!block.isEmpty() && block.size() != FACTORS && block.size() != FACTORS + MASKS) {
                throw new IllegalArgumentException(
                        "side branches of a block are none or %d tensors, with masks %d, got %d"
                                .formatted(FACTORS, FACTORS + MASKS, block.size()));
            }
        }
    }

    /// The base model alone.
    public static SideBranches none() {
        return NONE;
    }

    /// The same, with masks for one block.
    ///
    /// @param masks one of each [BlockLinear], `[rows, r]`
    public SideBranches masked(int index, List<Tensor> masks) {
        List<List<Tensor>> others = new ArrayList<>(blocks);
        others.set(index, Stream.concat(factors(index).stream(), masks.stream()).toList());
        return new SideBranches(others, scale);
    }

    /// The factors of one block without masks, empty when it has no branch.
    public List<Tensor> factors(int index) {
        return block(index).subList(0, Math.min(FACTORS, block(index).size()));
    }

    /// The tensors of one block, empty when it has no branch.
    public List<Tensor> block(int index) {
        return blocks.isEmpty() ? List.of() : blocks.get(index);
    }
}
