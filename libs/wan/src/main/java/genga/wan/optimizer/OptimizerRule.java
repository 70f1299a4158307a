package genga.wan.optimizer;

import genga.wan.tensor.Script;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.util.List;

/// How an optimizer moves parameters. A rule holds its settings only; what it remembers lies in an [Optimizer].
public sealed interface OptimizerRule permits AdamW, AdamW8bit, Adafactor, Prodigy, Lion, ScheduleFreeAdamW {
    Script SCRIPT = Script.load("optimizer");

    /// What one update works on, all lists in the parameters' order.
    ///
    /// @param states per parameter what [#start] made
    /// @param numbers what [#numbers] made; changed in place
    /// @param count this update's number, from 1
    /// @param rate learning rate of this update
    record Update(
            List<Tensor> parameters,
            List<Tensor> gradients,
            List<List<Tensor>> states,
            double[] numbers,
            long count,
            double rate) {}

    /// The learning rate without a schedule.
    double rate();

    /// The state of one parameter before the first update.
    List<Tensor> start(TensorScope scope, Tensor parameter);

    /// Bytes of state per trained value, for planning memory.
    int stateBytes();

    /// State common to all parameters.
    default double[] numbers() {
        return new double[0];
    }

    /// Moves the parameters in place; gradients are read only.
    void apply(Update update);

    /// How far towards the last tensor of a parameter's state the parameter is moved when it is to be looked at, and
    /// how far when training goes on; 0 for rules whose parameters can be looked at as they are.
    default double evaluationPoint() {
        return 0;
    }

    /// The way back of [#evaluationPoint].
    default double trainingPoint() {
        return 0;
    }

    /// Checks shared by all rules.
    static void check(double rate, double beta1, double beta2, double weightDecay) {
        if (!(rate >= 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("learning rate must be 0 or more, got " + rate);
        }
        if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
            throw new IllegalArgumentException(
                    "betas must be at least 0 and under 1, got %s and %s".formatted(beta1, beta2));
        }
        if (!(weightDecay >= 0)) {
            throw new IllegalArgumentException("weight decay must be 0 or more, got " + weightDecay);
        }
    }

    /// Refuses a divisor's guard that does not guard.
    static void checkEpsilon(double epsilon) {
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException("epsilon must be more than 0, got " + epsilon);
        }
    }

    /// Zeros like a parameter, fp32.
    static Tensor zeros(TensorScope scope, Tensor parameter) {
        return SCRIPT.call(scope, "zeros_like", parameter);
    }
}
