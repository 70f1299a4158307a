package genga.wan.weights;

import genga.wan.tensor.Script;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.util.LinkedHashMap;
import java.util.Map;

/// Looks for NaN and infinity in weights. It reads every byte, so it is asked for, never done on opening.
public final class FiniteCheck {
    private static final Script SCRIPT = Script.load("weights");
    private static final int SHOWN = 5;

    private FiniteCheck() {}

    /// How many values are not finite, for each floating tensor that has any.
    public static Map<String, Long> notFinite(Weights weights) {
        Map<String, Long> found = new LinkedHashMap<>();
        for (String name : weights.names()) {
            if (weights.dtype(name).isFloating()) {
                try (TensorScope scope = TensorScope.open()) {
                    long count = notFinite(weights.tensor(scope, name));
                    if (count > 0) {
                        found.put(name, count);
                    }
                }
            }
        }
        return found;
    }

    /// How many values of a tensor are not finite.
    public static long notFinite(Tensor tensor) {
        return (long) SCRIPT.callDouble("not_finite", tensor);
    }

    /// Refuses a result that holds NaN or infinity, and says whether the weights it was computed with are to blame.
    ///
    /// @param what the result, such as `the velocity at step 3`
    /// @param remedy what to do when no weight is to blame
    public static void requireResult(float[] result, Weights weights, String what, String remedy) {
        for (float value : result) {
            if (!Float.isFinite(value)) {
                require(weights);
                throw new IllegalStateException("%s holds %s although every weight in %s is finite; %s"
                        .formatted(what, value, weights.origin(), remedy));
            }
        }
    }

    /// Refuses weights with a value that is not finite.
    public static void require(Weights weights) {
        Map<String, Long> found = notFinite(weights);
        if (!found.isEmpty()) {
            throw new WeightsException("%s holds NaN or infinity in %d of %d tensors: %s; the file is damaged, fetch it"
                            .formatted(
                                    weights.origin(),
                                    found.size(),
                                    weights.names().size(),
                                    found.entrySet().stream().limit(SHOWN).toList())
                    + " again");
        }
    }
}
