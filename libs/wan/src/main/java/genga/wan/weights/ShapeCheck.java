package genga.wan.weights;

import genga.wan.tensor.DType;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Checks the tensors a model needs before anything is computed with them, so that a file of another model, or one
/// made of two, is refused with the name of the tensor that shows it.
public final class ShapeCheck {
    private static final Set<DType> REAL = Set.of(DType.F32, DType.F16, DType.BF16, DType.F8_E4M3, DType.F8_E5M2);
    private static final Set<DType> SCALES = Set.of(DType.F32, DType.F16, DType.BF16);

    private ShapeCheck() {}

    /// Refuses a tensor that is missing, of another shape, or of numbers that are no weights.
    public static void require(Weights weights, String name, long... expected) {
        long[] found = weights.shape(name);
        if (!Arrays.equals(found, expected)) {
            throw new WeightsException(
                    "tensor %s in %s: expected %s, found %s; are these parts of models of two sizes? fetch the file again"
                            .formatted(name, weights.origin(), Arrays.toString(expected), Arrays.toString(found)));
        }
        DType type = weights.dtype(name);
        boolean scaled = weights.has(Quantisation.scaleOf(name));
        if (!REAL.contains(type) && !(type == DType.I8 && scaled)) {
            throw new WeightsException(
                    "tensor %s in %s: expected F32, F16, BF16, fp8, or I8 with a scale, found %s; use a published file"
                            .formatted(name, weights.origin(), type.label()));
        }
        if (scaled) {
            requireScale(weights, name);
        }
    }

    private static void requireScale(Weights weights, String name) {
        String scale = Quantisation.scaleOf(name);
        boolean fits = Quantisation.fits(weights.shape(name), weights.shape(scale));
        if (!fits || !SCALES.contains(weights.dtype(scale))) {
            throw new WeightsException(
                    ("tensor %s in %s: expected one F32, F16 or BF16 scale, one per row or one per row and block of"
                                    + " columns of %s, found %s; use a published file")
                            .formatted(scale, weights.origin(), weights.entry(name), weights.entry(scale)));
        }
    }

    /// The shape of a tensor that has that many axes.
    public static long[] axes(Weights weights, String name, int axes) {
        long[] shape = weights.shape(name);
        if (shape.length != axes) {
            throw new WeightsException("tensor %s in %s: expected %d axes, found %s; is this a Wan2.1 model?"
                    .formatted(name, weights.origin(), axes, weights.entry(name)));
        }
        return shape;
    }

    /// How many parts `prefix0`, `prefix1` and so on there are, each known by one of its tensors; a part after a
    /// missing one is an error, for it would never be used.
    ///
    /// @param prefix such as `blocks.`
    /// @param mark ends the name of a tensor that every part has, such as `.modulation`
    public static int count(Weights weights, String prefix, String mark) {
        int count = 0;
        while (weights.has(prefix + count + mark)) {
            count++;
        }
        requireNoneBeyond(weights, prefix, count);
        return count;
    }

    /// Refuses weights with tensors named `prefixN.` for an N of `count` or more.
    public static void requireNoneBeyond(Weights weights, String prefix, int count) {
        Pattern numbered = Pattern.compile(Pattern.quote(prefix) + "(\\d{1,6})\\..*");
        for (String name : weights.names()) {
            Matcher part = numbered.matcher(name);
            if (part.matches() && Integer.parseInt(part.group(1)) >= count) {
                throw new WeightsException("%s holds %s, but %s%d is not whole; is a part missing? fetch the file again"
                        .formatted(weights.origin(), name, prefix, count));
            }
        }
    }
}
