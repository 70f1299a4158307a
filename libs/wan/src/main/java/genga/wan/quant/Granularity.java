package genga.wan.quant;

/// How many values share one scale.
public enum Granularity {
    /// 64 columns of one row: musubi-tuner's `fp8_scaled`, and the default here because it loses least.
    BLOCK,
    /// One row: LightX2V.
    CHANNEL,
    /// The whole tensor: ComfyUI's `scaled_fp8`, and musubi-tuner in early 2025.
    TENSOR;

    static final int COLUMNS = 64;

    /// What a weight of these extents is really quantised by: only matrices whose width the blocks divide have
    /// blocks.
    Granularity fitting(long... shape) {
        if (shape.length != 2) {
            return TENSOR;
        }
        return this == BLOCK && shape[1] % COLUMNS != 0 ? CHANNEL : this;
    }
}
