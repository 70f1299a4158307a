package genga.wan.optimizer;

import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.util.List;

/// Adam with decoupled weight decay (Loshchilov and Hutter, 2017), in `torch.optim.AdamW`'s order of operations:
///
/// `p ← p (1 - ηλ); m ← β₁m + (1 - β₁)g; v ← β₂v + (1 - β₂)g²; p ← p - η/c₁ · m / (√v/√c₂ + ε)`, `c = 1 - βᵗ`.
public record AdamW(double rate, double beta1, double beta2, double epsilon, double weightDecay)
        implements OptimizerRule {
    public AdamW {
        OptimizerRule.check(rate, beta1, beta2, weightDecay);
        OptimizerRule.checkEpsilon(epsilon);
    }

    /// `torch.optim.AdamW` with all but the rate at its defaults.
    public static AdamW withRate(double rate) {
        return new AdamW(rate, 0.9, 0.999, 1e-8, 0.01);
    }

    @Override
    public List<Tensor> start(TensorScope scope, Tensor parameter) {
        return List.of(OptimizerRule.zeros(scope, parameter), OptimizerRule.zeros(scope, parameter));
    }

    @Override
    public int stateBytes() {
        return 8;
    }

    @Override
    public void apply(Update update) {
        for (int i = 0; i < update.parameters().size(); i++) {
            move(update, i);
        }
    }

    void move(Update update, int i) {
        List<Tensor> state = update.states().get(i);
        SCRIPT.callVoid(
                "adamw",
                update.parameters().get(i),
                update.gradients().get(i),
                state.getFirst(),
                state.getLast(),
                update.rate(),
                beta1,
                beta2,
                epsilon,
                weightDecay,
                update.count());
    }
}
