package genga.wan.training;

import static genga.wan.training.FlowMatching.SCRIPT;

import genga.wan.tensor.CounterRandom;
import genga.wan.tensor.CounterRandom.Purpose;
import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.BlockLinear;
import genga.wan.transformer.SideBranches;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Inner values of an adapter left out at random in one step, each token's and each linear's apart:
/// `y = W x + scale · B (m ∘ A x)` with m either 0 or `1 / (1 - p)` (musubi-tuner `networks/lora.py`, `dropout`).
///
/// Masks are functions of seed, item and block, made when a block is passed and made again when it is carried back.
record InnerDropout(double probability, long seed, long item) {
    private static final int GROUP = 4;

    /// Leaves nothing out.
    static InnerDropout none() {
        return new InnerDropout(0, 0, 0);
    }

    /// How many rows come into the linears of a block, and in which type.
    ///
    /// @param texts rows of the keys and values of cross-attention
    record Rows(long tokens, long texts, DType compute) {
        long into(BlockLinear linear) {
            return linear.readsText() ? texts : tokens;
        }
    }

    /// The branches with this step's masks on one block.
    SideBranches on(TensorScope scope, SideBranches branches, int block, Rows rows) {
        if (probability == 0) {
            return branches;
        }
        List<Tensor> factors = branches.factors(block);
        List<Tensor> masks = new ArrayList<>();
        long rank = factors.getFirst().size(0);
        long group = block * groupsPerBlock(rows, rank);
        for (int linear = 0; linear < BlockLinear.ALL.size(); linear++) {
            long count = rows.into(BlockLinear.ALL.get(linear)) * rank;
            masks.add(mask(scope, group, count, factors.get(2 * linear), rows.compute()));
            group += Math.ceilDiv(count, GROUP);
        }
        return branches.masked(block, masks);
    }

    private static long groupsPerBlock(Rows rows, long rank) {
        return BlockLinear.ALL.stream()
                .mapToLong(linear -> Math.ceilDiv(rows.into(linear) * rank, GROUP))
                .sum();
    }

    /// `[rows, rank]`, on the device of a factor.
    private Tensor mask(TensorScope scope, long group, long count, Tensor down, DType compute) {
        byte[] kept = new CounterRandom(seed, Purpose.INNER_DROPOUT, item)
                .draws(group, Math.toIntExact(count), 1 - probability);
        long rank = down.size(0);
        try (TensorScope scratch = scope.child()) {
            Tensor bytes = Tensor.ofBytes(scratch, MemorySegment.ofArray(kept), DType.U8, count / rank, rank)
                    .to(scratch, down.device());
            return SCRIPT.call(scope, "counted", bytes, 1 / (1 - probability), compute.code());
        }
    }
}
