package genga.bench;

import genga.wan.tensor.DType;

/// A model at work, on both sides.
enum Work {
    TRANSFORMER_F32("fp32", DType.F32, false),
    TRANSFORMER_BF16("bf16", DType.BF16, false),
    ADAPTER_F32("fp32", DType.F32, true),
    ADAPTER_BF16("bf16", DType.BF16, true),
    VAE_F32("fp32", DType.F32, false);

    private final String label;
    private final DType type;
    private final boolean adapted;

    Work(String label, DType type, boolean adapted) {
        this.label = label;
        this.type = type;
        this.adapted = adapted;
    }

    /// The precision, as figures name it.
    String label() {
        return label;
    }

    DType type() {
        return type;
    }

    /// True for a transformer with an adapter to train.
    boolean adapted() {
        return adapted;
    }
}
