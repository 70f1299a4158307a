package genga.wan.optimizer;

import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.util.List;

/// AdamW without a learning rate schedule (Defazio et al., "The Road Less Scheduled", 2024), in the order of the
/// authors' `schedulefree` library.
///
/// Three points: z moves as AdamW would, x is its weighted mean and the result, and gradients are taken at y between
/// them. Parameters hold y while training; an [Optimizer] shows x.
///
/// @param warmupSteps updates over which the rate grows to its full value
public record ScheduleFreeAdamW(
        double rate, double beta1, double beta2, double epsilon, double weightDecay, int warmupSteps)
        implements OptimizerRule {
    private static final int LARGEST_RATE = 0;
    private static final int WEIGHT_SUM = 1;

    public ScheduleFreeAdamW {
        OptimizerRule.check(rate, beta1, beta2, weightDecay);
        OptimizerRule.checkEpsilon(epsilon);
        if (beta1 == 0 || warmupSteps < 0) {
            throw new IllegalArgumentException("beta1 must be more than 0 and warmup steps 0 or more, got %s and %d"
                    .formatted(beta1, warmupSteps));
        }
    }

    /// The library's defaults with a rate, which is usually larger than AdamW's.
    public static ScheduleFreeAdamW withRate(double rate) {
        return new ScheduleFreeAdamW(rate, 0.9, 0.999, 1e-8, 0, 0);
    }

    /// The mean of squares, then z.
    @Override
    public List<Tensor> start(TensorScope scope, Tensor parameter) {
        return List.of(OptimizerRule.zeros(scope, parameter), SCRIPT.call(scope, "copy_of", parameter));
    }

    @Override
    public double[] numbers() {
        return new double[2];
    }

    @Override
    public int stateBytes() {
        return 8;
    }

    @Override
    public void apply(Update update) {
        double[] numbers = update.numbers();
        double warm = update.count() <= warmupSteps ? (double) update.count() / warmupSteps : 1;
        double now = update.rate() * warm;
        numbers[LARGEST_RATE] = Math.max(now, numbers[LARGEST_RATE]);
        double weight = numbers[LARGEST_RATE] * numbers[LARGEST_RATE];
        numbers[WEIGHT_SUM] += weight;
        double share = numbers[WEIGHT_SUM] == 0 ? 0 : weight / numbers[WEIGHT_SUM];
        for (int i = 0; i < update.parameters().size(); i++) {
            List<Tensor> state = update.states().get(i);
            SCRIPT.callVoid(
                    "schedule_free",
                    update.parameters().get(i),
                    update.gradients().get(i),
                    state.getLast(),
                    state.getFirst(),
                    now,
                    beta1,
                    beta2,
                    epsilon,
                    weightDecay,
                    share,
                    update.count());
        }
    }

    /// `x = y + (1 - 1/β₁)(z - y)`.
    @Override
    public double evaluationPoint() {
        return 1 - 1 / beta1;
    }

    /// `y = x + (1 - β₁)(z - x)`.
    @Override
    public double trainingPoint() {
        return 1 - beta1;
    }
}
