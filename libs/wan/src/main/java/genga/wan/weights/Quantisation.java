package genga.wan.weights;

import genga.wan.tensor.DType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// In what way the big weights of a file are stored smaller than in sixteen bits.
public enum Quantisation {
    NONE,
    /// Plain casts to fp8, without scales.
    PLAIN_FP8,
    /// fp8 with one scale per tensor: ComfyUI's `scaled_fp8`.
    FP8_PER_TENSOR,
    /// fp8 with one scale per output channel: LightX2V.
    FP8_PER_CHANNEL,
    /// fp8 with one scale per 64 input columns: musubi-tuner.
    FP8_PER_BLOCK,
    /// int8 with one scale per output channel: LightX2V.
    INT8_PER_CHANNEL;

    /// What every scale is called here, whatever its file calls it.
    public static final String SCALE = ".scale_weight";

    private static final String WEIGHT = ".weight";

    /// Other names of scales.
    private static final List<String> SCALE_NAMES = List.of(".weight_scale", ".scale_weight");

    /// Keys that say nothing about weights: markers, activation scales, the tokenizer ComfyUI packs in.
    private static final List<String> ASIDE =
            List.of("scaled_fp8", "scale_input", "input_scale", "comfy_quant", "spiece_model");

    static Optional<String> scaleNamed(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        if (ASIDE.contains(last)) {
            return Optional.empty();
        }
        for (String suffix : SCALE_NAMES) {
            if (name.endsWith(suffix)) {
                return Optional.of(name.substring(0, name.length() - suffix.length()) + SCALE);
            }
        }
        return Optional.of(name);
    }

    /// The key of the scale that belongs to a weight.
    public static String scaleOf(String weight) {
        return weight.endsWith(WEIGHT)
                ? weight.substring(0, weight.length() - WEIGHT.length()) + SCALE
                : weight + SCALE;
    }

    /// True for one scale, one per row (`[O]` or `[O, 1]`), or one per row and block of columns (`[O, N, 1]`).
    public static boolean fits(long[] weight, long[] scale) {
        if (Arrays.stream(scale).allMatch(extent -> extent == 1)) {
            return true;
        }
        if (weight.length != 2 || scale[0] != weight[0]) {
            return false;
        }
        return switch (scale.length) {
            case 1 -> true;
            case 2 -> scale[1] == 1;
            case 3 -> scale[2] == 1 && scale[1] > 0 && weight[1] % scale[1] == 0;
            default -> false;
        };
    }

    /// Looks at the first small weight of a file whose scales go by the names used here.
    static Quantisation of(Weights weights) {
        for (String name : weights.names()) {
            DType type = weights.dtype(name);
            boolean fp8 = type == DType.F8_E4M3 || type == DType.F8_E5M2;
            if (name.endsWith(WEIGHT) && weights.shape(name).length == 2 && (fp8 || type == DType.I8)) {
                return of(weights, name, fp8);
            }
        }
        return NONE;
    }

    private static Quantisation of(Weights weights, String name, boolean fp8) {
        String scale = scaleOf(name);
        if (!weights.has(scale)) {
            return unscaled(weights, name, fp8);
        }
        long[] shape = weights.shape(scale);
        long count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        long rows = weights.shape(name)[0];
        if (count == 1 && fp8 && rows != 1) {
            return FP8_PER_TENSOR;
        }
        if (count == rows) {
            return fp8 ? FP8_PER_CHANNEL : INT8_PER_CHANNEL;
        }
        if (fp8 && shape.length == 3 && shape[0] == rows && shape[2] == 1) {
            return FP8_PER_BLOCK;
        }
        throw new WeightsException("tensor %s in %s: expected one scale, %d, or [%d, blocks, 1], found %s"
                .formatted(scale, weights.origin(), rows, rows, weights.entry(scale)));
    }

    private static Quantisation unscaled(Weights weights, String name, boolean fp8) {
        if (fp8) {
            return PLAIN_FP8;
        }
        throw new WeightsException(
                "tensor %s in %s is int8 without the scale %s; its values cannot be known, get a complete file"
                        .formatted(name, weights.origin(), scaleOf(name)));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
