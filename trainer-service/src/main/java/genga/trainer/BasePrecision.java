package genga.trainer;

import genga.wan.tensor.DType;
import genga.wan.weights.Quantisation;

/// In what numbers the frozen base model of a run is held and computes.
record BasePrecision(DType compute, Quantisation stored) {

    /// musubi-tuner's name of the type that products run in while the adapter stays in fp32; `no` is fp32 throughout.
    String mixed() {
        if (compute == DType.F32) {
            return "no";
        }
        return compute == DType.F16 ? "fp16" : "bf16";
    }

    boolean fp8() {
        return switch (stored) {
            case PLAIN_FP8, FP8_PER_TENSOR, FP8_PER_CHANNEL, FP8_PER_BLOCK -> true;
            case NONE, INT8_PER_CHANNEL -> false;
        };
    }
}
