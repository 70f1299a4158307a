package genga.wan.adapter;

import genga.wan.tensor.Tensor;

/// The low-rank change of one linear layer: `dW = alpha / r · B A`.
///
/// @param down_RI A, `[r, in]`
/// @param up_OR B, `[out, r]`
public record LoraModule(Tensor down_RI, Tensor up_OR, double alpha) {
    public long rank() {
        return down_RI.size(0);
    }

    /// `alpha / r`.
    public double scale() {
        return alpha / rank();
    }
}
