package genga.wan.quant;

import genga.wan.tensor.DType;
import genga.wan.weights.Weights;
import genga.wan.weights.WidenedWeights;

/// A model stored in eight bits, seen whole in a type that can be computed with.
public final class DequantisedWeights {
    private DequantisedWeights() {}

    /// @param source weights whose scales are called `LAYER.scale_weight`
    /// @param compute BF16, F16 or F32
    public static Weights of(Weights source, DType compute) {
        return WidenedWeights.of(source, compute, name -> true);
    }
}
