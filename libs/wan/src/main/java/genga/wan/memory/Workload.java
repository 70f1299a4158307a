package genga.wan.memory;

import genga.wan.transformer.KeptActivations;

/// A job as the memory model sees it.
public sealed interface Workload {
    /// Tokens of the largest item.
    long tokens();

    BaseStorage base();

    /// Blocks kept in main memory.
    int swapped();

    /// The same job with that many blocks swapped.
    Workload swapping(int blocks);

    /// The same job with items of that many tokens.
    Workload with(long tokens);

    /// LoRA training, blocks computed again in backward direction.
    ///
    /// @param tokens of the largest bucket, times the batch size
    /// @param stateBytes the optimizer's bytes per trained value: 8 for AdamW, 2 for AdamW in eight bits
    /// @param kept what is not computed again
    record Training(long tokens, int rank, int stateBytes, BaseStorage base, KeptActivations kept, int swapped)
            implements Workload {
        @Override
        public Workload swapping(int blocks) {
            return new Training(tokens, rank, stateBytes, base, kept, blocks);
        }

        @Override
        public Workload with(long fewer) {
            return new Training(fewer, rank, stateBytes, base, kept, swapped);
        }
    }

    /// Rendering, without the VAE, whose turn comes later.
    ///
    /// @param prompts whose keys and values are kept: 1, or 2 with guidance
    /// @param rank of all adapters beside the base together; 0 for none
    record Rendering(long tokens, int prompts, int rank, BaseStorage base, int swapped) implements Workload {
        @Override
        public Workload swapping(int blocks) {
            return new Rendering(tokens, prompts, rank, base, blocks);
        }

        @Override
        public Workload with(long fewer) {
            return new Rendering(fewer, prompts, rank, base, swapped);
        }
    }
}
