package genga.wan.transformer;

import genga.wan.tensor.DType;

/// What the forward direction of training keeps of a block's inside, beside the block's input, so that the backward
/// direction need not compute it again.
///
/// Sizes with S tokens, L text rows, D width, F feed-forward width, H heads and c bytes per element of the compute
/// type.
public enum KeptActivations {
    /// Nothing: the block is computed again.
    NOTHING,
    /// Results of both attentions and their log-sum-exp: attention is not computed again, the linears are.
    /// `2 S D c + 8 S H` bytes.
    ATTENTION,
    /// Everything the backward direction reads. `(14 S D + 2 S F + 3 L D) c + 8 S H + 24 S` bytes.
    EVERYTHING;

    /// Bytes kept of one block.
    public long bytes(TransformerShape shape, long tokens, long textRows, DType compute) {
        long attention = 2 * tokens * shape.width() * compute.bytes() + 8 * tokens * shape.heads();
        return switch (this) {
            case NOTHING -> 0;
            case ATTENTION -> attention;
            case EVERYTHING -> {
                long rows = 12 * tokens * shape.width() + 2 * tokens * shape.inner() + 3 * textRows * shape.width();
                yield attention + rows * compute.bytes() + 24 * tokens;
            }
        };
    }
}
