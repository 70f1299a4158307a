package genga.wan.quant;

import genga.wan.tensor.DType;
import genga.wan.tensor.Script;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.Quantisation;
import java.util.List;
import java.util.Optional;

/// A linear layer's weight in eight bits: `W = scale · q`.
///
/// @param weight_OI q: F8_E4M3, F8_E5M2 or I8
/// @param scale one number, `[O]`, `[O, 1]` or `[O, I / 64, 1]`
public record QuantisedLinear(Tensor weight_OI, Tensor scale) {
    static final Script SCRIPT = Script.load("quant");

    public QuantisedLinear {
        DType type = weight_OI.dtype();
        if (type != DType.F8_E4M3 && type != DType.F8_E5M2 && type != DType.I8) {
            throw new IllegalArgumentException(
                    "a quantised weight is F8_E4M3, F8_E5M2 or I8, got %s".formatted(weight_OI));
        }
        if (!Quantisation.fits(weight_OI.shape(), scale.shape())) {
            throw new IllegalArgumentException(
                    "a weight %s needs one scale, one per row or one per row and block of columns, got %s"
                            .formatted(weight_OI, scale));
        }
    }

    /// Quantises to fp8 e4m3 with a scale in the weight's own type: `scale = max |W| / 448`, at least 1e-8.
    ///
    /// Source: musubi-tuner, `modules/fp8_optimization_utils.py`; equal to it bit by bit.
    public static QuantisedLinear fp8(TensorScope scope, Tensor weight, Granularity granularity) {
        return of(
                switch (granularity.fitting(weight.shape())) {
                    case BLOCK -> SCRIPT.callList(scope, "per_block", weight, Granularity.COLUMNS);
                    case CHANNEL -> SCRIPT.callList(scope, "per_channel", weight);
                    case TENSOR -> SCRIPT.callList(scope, "per_tensor", weight);
                });
    }

    /// Quantises to int8 with an fp32 scale per row: `scale = max |W| / 127`.
    public static QuantisedLinear int8(TensorScope scope, Tensor weight) {
        return of(SCRIPT.callList(scope, "int8_per_channel", weight));
    }

    private static QuantisedLinear of(List<Tensor> pair) {
        return new QuantisedLinear(pair.getFirst(), pair.getLast());
    }

    /// The weight in `type`, rounded once.
    public Tensor dequantise(TensorScope scope, DType type) {
        return SCRIPT.call(scope, "dequantise", weight_OI, scale, type.code());
    }

    /// `y = x Wᵀ + b` in the type of x; the weight is dequantised for this call only.
    public Tensor linear(TensorScope scope, Tensor x_LI, Optional<Tensor> bias_O) {
        return SCRIPT.call(scope, "linear", x_LI, weight_OI, scale, bias_O);
    }
}
