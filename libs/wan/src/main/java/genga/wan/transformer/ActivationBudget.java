package genga.wan.transformer;

import genga.wan.tensor.DType;
import genga.wan.tensor.Device;

/// How much memory a training step may spend on not computing things twice.
///
/// @param bytes for all blocks together, on top of what a step needs anyway
public record ActivationBudget(long bytes) {
    private static final long DEFAULT_BYTES = 256L << 20;

    public ActivationBudget {
        if (bytes < 0) {
            throw new IllegalArgumentException("an activation budget must be 0 bytes or more, got " + bytes);
        }
    }

    /// 256 MiB: small models keep everything, large ones what fits.
    public static ActivationBudget modest() {
        return new ActivationBudget(DEFAULT_BYTES);
    }

    /// Just enough for `kept` in every block.
    public static ActivationBudget of(
            KeptActivations kept, TransformerShape shape, long tokens, long textRows, DType compute) {
        return new ActivationBudget(shape.blocks() * kept.bytes(shape, tokens, textRows, compute));
    }

    /// The most that fits for every block. Only CPUs keep anything: elsewhere blocks are computed again.
    public KeptActivations choose(TransformerShape shape, long tokens, long textRows, DType compute, Device device) {
        KeptActivations chosen = KeptActivations.NOTHING;
        for (KeptActivations kept : KeptActivations.values()) {
            if (device.isCpu() && shape.blocks() * kept.bytes(shape, tokens, textRows, compute) <= bytes) {
                chosen = kept;
            }
        }
        return chosen;
    }
}
