package genga.wan.training;

import genga.wan.adapter.LoraAdapter;
import genga.wan.adapter.LoraRank;
import genga.wan.tensor.CounterRandom;
import genga.wan.tensor.CounterRandom.Purpose;
import genga.wan.tensor.NativeHeap;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.ActivationBudget;
import genga.wan.transformer.TransformerShape;
import genga.wan.transformer.WanTransformer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// The training of one adapter on a frozen base model, one optimizer update at a time.
///
/// Noise and noise levels depend on the seed and an item's number alone, so a training continued from a snapshot is the
/// training that was never interrupted. Not for use by several threads at once.
public final class LoraTraining implements AutoCloseable {
    private final TrainingSettings settings;
    private final FlowMatching flow;
    private final TrainedFactors factors;
    private Regularisation regularisation = Regularisation.none();

    private LoraTraining(WanTransformer base, TrainingSettings settings, TrainedFactors factors) {
        this.settings = settings;
        this.flow = new FlowMatching(base, settings.timesteps());
        this.factors = factors;
    }

    /// Begins with a fresh adapter, which changes nothing yet.
    public static LoraTraining start(WanTransformer base, TrainingSettings settings) {
        LoraAdapter fresh = LoraAdapter.create(base.shape(), settings.rank(), settings.seed(), base.device());
        return new LoraTraining(base, settings, TrainedFactors.of(fresh, base.shape(), settings));
    }

    /// Refuses an adapter that [#startFrom] would, before a base model is loaded.
    public static void requireStart(LoraAdapter adapter, TransformerShape shape, LoraRank rank) {
        TrainedFactors.requireTrainable(adapter, shape, rank);
    }

    /// Begins with a copy of an adapter that exists; it must have all linears, in the settings' rank and alpha.
    public static LoraTraining startFrom(WanTransformer base, TrainingSettings settings, LoraAdapter adapter) {
        LoraAdapter copy = adapter.copy(base.device());
        return new LoraTraining(base, settings, TrainedFactors.of(copy, base.shape(), settings));
    }

    /// Continues where a snapshot was taken.
    public static LoraTraining resume(WanTransformer base, TrainingSettings settings, TrainingSnapshot snapshot) {
        return new LoraTraining(base, settings, TrainedFactors.of(snapshot, base, settings));
    }

    /// Sets how much memory a step may spend on not computing things twice; [ActivationBudget#modest] until then. What
    /// is learned does not depend on it.
    public void keepWithin(ActivationBudget budget) {
        flow.keepWithin(budget);
    }

    /// Sets what is done against learning items by heart; nothing until then. Resume with the same.
    public void regularise(Regularisation how) {
        regularisation = how;
    }

    /// One update from one item at the settings' learning rate.
    public StepReport step(TrainingItem item) {
        return step(List.of(item), settings.optimizer().rate());
    }

    /// One update from the mean loss of several items, which may differ in shape (gradient accumulation), at a learning
    /// rate of the caller's
    /// schedule.
    public StepReport step(List<TrainingItem> items, double rate) {
        if (items.isEmpty()) {
            throw new IllegalArgumentException("a training step needs at least one item, got none");
        }
        double loss = 0;
        double sigma = 0;
        factors.clearGradients();
        for (TrainingItem item : items) {
            try (TensorScope scope = TensorScope.open()) {
                NoisedItem noised = NoisedItem.draw(scope, item, settings);
                loss += accumulate(noised, item.number(), 1.0 / items.size()) / items.size();
                sigma += noised.sigma() / items.size();
            }
        }
        return update(loss, sigma, rate);
    }

    /// One update from one item whose noise and level are given and not drawn.
    public StepReport step(NoisedItem item) {
        factors.clearGradients();
        return update(
                accumulate(item, factors.steps(), 1),
                item.sigma(),
                settings.optimizer().rate());
    }

    /// The gradients of one item's loss, laid out like the adapter; nothing is trained.
    public LoraAdapter gradients(NoisedItem item) {
        return gradients(item, factors.steps());
    }

    /// @param number of the item, on which it depends what a dropout leaves out
    LoraAdapter gradients(NoisedItem item, long number) {
        factors.clearGradients();
        accumulate(item, number, 1);
        return factors.gradientCopy();
    }

    /// Adds `factor` times the gradients of one example, weighted, and returns its weighted loss.
    private double accumulate(NoisedItem item, long number, double factor) {
        double weight = regularisation.weighting().weight(item.sigma());
        AdapterDropout dropout = regularisation.dropout();
        InnerDropout inner = new InnerDropout(dropout.network(), settings.seed(), number);
        Optional<MaskedFactors> masked = factors.masked(dropout, settings.seed(), number);
        if (masked.isEmpty()) {
            FlowMatching.Sums sums =
                    new FlowMatching.Sums(factors.branches(), inner, factors.gradients(), factor * weight);
            return weight * flow.lossAndGradients(item, sums);
        }
        try (MaskedFactors some = masked.get()) {
            double loss = flow.lossAndGradients(
                    item, new FlowMatching.Sums(some.branches(), inner, some.sums(), factor * weight));
            some.addTo(factors.gradients());
            return weight * loss;
        }
    }

    /// Clips the gradients and moves the adapter, unless they are no numbers.
    private StepReport update(double loss, double sigma, double rate) {
        double norm = factors.gradientNorm();
        if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
            throw new IllegalStateException(
                    "training step %d gave loss %s and gradient norm %s; the adapter was left as it was:"
                                    .formatted(factors.steps() + 1, loss, norm)
                            + " lower the learning rate or check the item's latent");
        }
        factors.update(rate, norm, settings.maxGradNorm());
        factors.limitNorms(regularisation.maxWeightNorm());
        return new StepReport(factors.steps(), loss, sigma, norm, rate);
    }

    /// The error on an item at a fixed noise level with noise of its own seed; nothing is trained.
    public double validationLoss(TrainingItem item, double sigma, long noiseSeed) {
        try (TensorScope scope = TensorScope.open()) {
            CounterRandom random = new CounterRandom(noiseSeed, Purpose.VALIDATION_NOISE, item.number());
            NoisedItem noised = NoisedItem.at(scope, item, sigma, random);
            AtomicReference<Double> loss = new AtomicReference<>();
            factors.whileEvaluating(() -> loss.set(flow.loss(noised, factors.branches())));
            return loss.get();
        }
    }

    /// A copy of the adapter as it is now, on the CPU.
    public LoraAdapter adapter() {
        return factors.adapterCopy();
    }

    /// Everything needed to continue exactly, on the CPU.
    public TrainingSnapshot snapshot() {
        return factors.snapshot(settings);
    }

    /// Updates made since the very start.
    public long steps() {
        return factors.steps();
    }

    @Override
    public void close() {
        factors.close();
        NativeHeap.giveBack();
    }
}
