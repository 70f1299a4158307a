package genga.wan.memory;

import genga.wan.tensor.DType;
import genga.wan.weights.Quantisation;
import genga.wan.weights.Weights;

/// How the linears of a base model's blocks lie in memory.
public enum BaseStorage {
    F32(4, 0),
    BF16(2, 0),
    /// One byte and one scale per tensor, per row or none: ComfyUI, LightX2V, plain casts.
    EIGHT_BITS(1, 0),
    /// One byte, and a bf16 scale per 64 columns: musubi-tuner's `fp8_scaled`.
    FP8_PER_BLOCK(1, 2.0 / 64);

    private final int bytes;
    private final double scaleBytes;

    BaseStorage(int bytes, double scaleBytes) {
        this.bytes = bytes;
        this.scaleBytes = scaleBytes;
    }

    /// How a model's first linear is stored; all others are like it.
    public static BaseStorage of(Weights model) {
        String linear = "blocks.0.self_attn.q.weight";
        String scale = Quantisation.scaleOf(linear);
        if (model.has(scale) && model.shape(scale).length == 3) {
            return FP8_PER_BLOCK;
        }
        DType type = model.dtype(linear);
        return type == DType.F32 ? F32 : type.bytes() == 1 ? EIGHT_BITS : BF16;
    }

    /// Bytes of that many weights with their scales.
    long bytes(long weights) {
        return (long) (weights * (bytes + scaleBytes));
    }

    /// Weights in eight bits are widened to bf16 while a block is at work.
    boolean widens() {
        return bytes == 1;
    }
}
