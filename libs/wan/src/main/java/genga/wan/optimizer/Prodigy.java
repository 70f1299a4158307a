package genga.wan.optimizer;

import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.util.List;

/// AdamW that finds its own step length d from how far the parameters have travelled along their gradients
/// (Mishchenko and Defazio, "Prodigy", 2023, algorithm 4), in the order of the authors' `prodigyopt`.
///
/// Leave the rate at 1; a schedule multiplies it.
///
/// @param firstDistance d at the start: 10⁻⁶
/// @param distanceFactor what each estimate of d is multiplied by: 1
/// @param warmup how the first steps are treated
public record Prodigy(
        double rate, Betas betas, double weightDecay, double firstDistance, double distanceFactor, Warmup warmup)
        implements OptimizerRule {
    private static final int DISTANCE = 0;
    private static final int LARGEST = 1;
    private static final int NUMERATOR = 2;

    /// The weights of the two means, and the guard of the division.
    public record Betas(double beta1, double beta2, double epsilon) {}

    /// @param biasCorrection corrects the means as Adam does
    /// @param safeguard keeps a warm-up of the rate out of the estimate of d
    public record Warmup(boolean biasCorrection, boolean safeguard) {}

    public Prodigy {
        OptimizerRule.check(rate, betas.beta1, betas.beta2, weightDecay);
        OptimizerRule.checkEpsilon(betas.epsilon);
        if (!(firstDistance > 0) || !(distanceFactor > 0)) {
            throw new IllegalArgumentException("first distance and its factor must be more than 0, got %s and %s"
                    .formatted(firstDistance, distanceFactor));
        }
    }

    /// The library's defaults.
    public static Prodigy defaults() {
        return new Prodigy(1, new Betas(0.9, 0.999, 1e-8), 0, 1e-6, 1, new Warmup(false, false));
    }

    /// Both means, the sum s of weighted gradients, and the start.
    @Override
    public List<Tensor> start(TensorScope scope, Tensor parameter) {
        return List.of(
                OptimizerRule.zeros(scope, parameter),
                OptimizerRule.zeros(scope, parameter),
                OptimizerRule.zeros(scope, parameter),
                SCRIPT.call(scope, "copy_of", parameter));
    }

    @Override
    public double[] numbers() {
        return new double[] {firstDistance, firstDistance, 0};
    }

    @Override
    public int stateBytes() {
        return 16;
    }

    @Override
    public void apply(Update update) {
        double d = update.numbers()[DISTANCE];
        double length = d * update.rate() * correction(update.count());
        double beta3 = Math.sqrt(betas.beta2);
        double travelled = 0;
        double steepness = 0;
        double relative = d / firstDistance;
        for (int i = 0; i < update.parameters().size() && update.rate() > 0; i++) {
            float[] sums = means(update, i, d, relative * (warmup.safeguard ? d : length));
            travelled += relative * length * sums[0];
            steepness += sums[1];
        }
        if (steepness == 0) {
            return;
        }
        estimate(update.numbers(), update.numbers()[NUMERATOR] * beta3 + travelled, steepness);
        for (int i = 0; i < update.parameters().size(); i++) {
            List<Tensor> state = update.states().get(i);
            Tensor parameter = update.parameters().get(i);
            double guard = update.numbers()[DISTANCE] * betas.epsilon;
            SCRIPT.callVoid("prodigy_move", parameter, state.get(0), state.get(1), length, guard, weightDecay);
        }
    }

    private double correction(long count) {
        return warmup.biasCorrection
                ? Math.sqrt(1 - Math.pow(betas.beta2, count)) / (1 - Math.pow(betas.beta1, count))
                : 1;
    }

    private float[] means(Update update, int i, double d, double weight) {
        List<Tensor> state = update.states().get(i);
        try (TensorScope scratch = TensorScope.open()) {
            List<Tensor> sums = SCRIPT.callList(
                    scratch,
                    "prodigy_means",
                    update.parameters().get(i),
                    update.gradients().get(i),
                    state.get(3),
                    state.get(0),
                    state.get(1),
                    state.get(2),
                    betas.beta1,
                    betas.beta2,
                    Math.sqrt(betas.beta2),
                    d,
                    weight);
            return new float[] {sums.getFirst().toFloats()[0], sums.getLast().toFloats()[0]};
        }
    }

    /// d grows to the largest estimate seen, and never shrinks.
    private void estimate(double[] numbers, double numerator, double steepness) {
        double found = distanceFactor * numerator / steepness;
        numbers[LARGEST] = Math.max(numbers[LARGEST], found);
        numbers[DISTANCE] = numbers[LARGEST];
        numbers[NUMERATOR] = numerator;
    }
}
