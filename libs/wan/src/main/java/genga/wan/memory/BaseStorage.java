package genga.wan.memory;

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

    /// Bytes of that many weights with their scales.
    long bytes(long weights) {
        return (long) (weights * (bytes + scaleBytes));
    }

    /// Weights in eight bits are widened to bf16 while a block is at work.
    boolean widens() {
        return bytes == 1;
    }
}
