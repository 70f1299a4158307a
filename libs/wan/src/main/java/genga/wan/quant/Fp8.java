package genga.wan.quant;

import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;

/// Plain casts to eight bits, without a scale.
public final class Fp8 {
    private Fp8() {}

    /// To F8_E4M3, nearest even; beyond ±448 the largest value, as torch 2.13 does (2.7 makes NaN of it). NaN stays
    /// NaN.
    public static Tensor e4m3(TensorScope scope, Tensor tensor) {
        return QuantisedLinear.SCRIPT.call(scope, "e4m3", tensor);
    }

    /// To F8_E5M2, nearest even; from 61440 on infinity.
    public static Tensor e5m2(TensorScope scope, Tensor tensor) {
        return tensor.to(scope, DType.F8_E5M2);
    }
}
