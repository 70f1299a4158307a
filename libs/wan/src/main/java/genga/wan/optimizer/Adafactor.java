package genga.wan.optimizer;

import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Adam with the mean of squares of a matrix kept as one value per row and one per column (Shazeer and Stern, 2018),
/// as `transformers.optimization.Adafactor` computes it.
///
/// @param rate learning rate, or with relative steps what `min(10⁻², 1/√t)` is multiplied by: 1
/// @param beta1 of the mean of updates; 0 keeps none, which saves its memory
/// @param decayRate `β₂ = 1 - t^decayRate`: -0.8
/// @param clip largest root mean square of an update before the rate: 1
/// @param weightDecay decoupled, times the rate: 0
public record Adafactor(double rate, double beta1, double decayRate, double clip, double weightDecay, Steps steps)
        implements OptimizerRule {
    private static final double PARAMETER_FLOOR = 1e-3;
    private static final double LARGEST_STEP = 1e-2;

    /// How the step length is found.
    ///
    /// @param relativeStep the rate falls with the root of the number of updates
    /// @param scaleParameter multiplies the rate by the root mean square of the parameter, at least 10⁻³
    public record Steps(boolean relativeStep, boolean scaleParameter) {}

    public Adafactor {
        OptimizerRule.check(rate, beta1, 0, weightDecay);
        if (!(decayRate < 0) || !(clip > 0)) {
            throw new IllegalArgumentException(
                    "decay rate must be under 0 and clip over 0, got %s and %s".formatted(decayRate, clip));
        }
    }

    /// The library's defaults: no learning rate to choose.
    public static Adafactor relative() {
        return new Adafactor(1, 0, -0.8, 1, 0, new Steps(true, true));
    }

    /// A learning rate of the caller's schedule, the same for every tensor.
    public static Adafactor withRate(double rate) {
        return new Adafactor(rate, 0, -0.8, 1, 0, new Steps(false, false));
    }

    /// The factored means of squares, or one whole mean for a vector; then the mean of updates, if there is one.
    @Override
    public List<Tensor> start(TensorScope scope, Tensor parameter) {
        long[] shape = parameter.shape();
        List<Tensor> state = new ArrayList<>();
        if (shape.length < 2) {
            state.add(OptimizerRule.zeros(scope, parameter));
        } else {
            long[] rows = Arrays.copyOf(shape, shape.length - 1);
            long[] columns = Arrays.copyOf(shape, shape.length - 1);
            columns[columns.length - 1] = shape[shape.length - 1];
            state.add(SCRIPT.call(scope, "zeros", parameter, rows, DType.F32.code()));
            state.add(SCRIPT.call(scope, "zeros", parameter, columns, DType.F32.code()));
        }
        if (beta1 > 0) {
            state.add(OptimizerRule.zeros(scope, parameter));
        }
        return List.copyOf(state);
    }

    /// A row and a column for each matrix come to little: counted as one byte.
    @Override
    public int stateBytes() {
        return beta1 > 0 ? 5 : 1;
    }

    @Override
    public void apply(Update update) {
        double rate = steps.relativeStep
                ? update.rate() * Math.min(LARGEST_STEP, 1 / Math.sqrt(update.count()))
                : update.rate();
        double beta2 = 1 - Math.pow(update.count(), decayRate);
        for (int i = 0; i < update.parameters().size(); i++) {
            List<Tensor> state = update.states().get(i);
            int squares = beta1 > 0 ? state.size() - 1 : state.size();
            SCRIPT.callVoid(
                    "adafactor",
                    update.parameters().get(i),
                    update.gradients().get(i),
                    state.subList(0, squares),
                    beta1 > 0 ? Optional.of(state.getLast()) : Optional.empty(),
                    rate,
                    beta1,
                    beta2,
                    clip,
                    steps.scaleParameter ? PARAMETER_FLOOR : 0.0,
                    weightDecay);
        }
    }
}
