package genga.wan.training;

import static genga.wan.training.FlowMatching.SCRIPT;

import genga.wan.adapter.LoraAdapter;
import genga.wan.adapter.LoraModule;
import genga.wan.adapter.LoraRank;
import genga.wan.optimizer.Optimizer;
import genga.wan.optimizer.OptimizerRule;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.BlockLinear;
import genga.wan.transformer.SideBranches;
import genga.wan.transformer.TransformerShape;
import genga.wan.transformer.WanTransformer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/// The factors being trained, with their gradient sums and the optimizer's state, all fp32 and all in one order: block
/// by
/// block, linear
/// by linear, down then up.
final class TrainedFactors implements AutoCloseable {
    private static final double CLIP_EPSILON = 1e-6;

    private final LoraAdapter adapter;
    private final TensorScope scope = TensorScope.open();
    private final List<String> names;
    private final List<Tensor> parameters;
    private final List<Tensor> gradients;
    private final SideBranches branches;
    private Optimizer optimizer;

    private TrainedFactors(LoraAdapter adapter, TransformerShape shape, LoraRank rank, OptimizerRule rule) {
        this.adapter = adapter;
        this.names = names(shape);
        this.parameters = parameters(adapter, shape, rank);
        this.gradients = zeros();
        this.optimizer = Optimizer.start(rule, parameters);
        int perBlock = 2 * BlockLinear.ALL.size();
        List<List<Tensor>> blocks = new ArrayList<>();
        for (int block = 0; block < shape.blocks(); block++) {
            blocks.add(parameters.subList(block * perBlock, (block + 1) * perBlock));
        }
        this.branches = new SideBranches(blocks, rank.scale());
    }

    /// Takes the adapter over and closes it in the end.
    static TrainedFactors of(LoraAdapter adapter, TransformerShape shape, TrainingSettings settings) {
        try {
            return new TrainedFactors(adapter, shape, settings.rank(), settings.optimizer());
        } catch (RuntimeException e) {
            adapter.close();
            throw e;
        }
    }

    static TrainedFactors of(TrainingSnapshot snapshot, WanTransformer base, TrainingSettings settings) {
        snapshot.requireSameTraining(settings);
        TrainedFactors factors = of(snapshot.adapter().copy(base.device()), base.shape(), settings);
        try {
            Optimizer resumed = Optimizer.resume(settings.optimizer(), factors.parameters, snapshot.optimizer());
            factors.optimizer.close();
            factors.optimizer = resumed;
            return factors;
        } catch (RuntimeException e) {
            factors.close();
            throw e;
        }
    }

    private static List<Tensor> parameters(LoraAdapter adapter, TransformerShape shape, LoraRank rank) {
        requireTrainable(adapter, shape, rank);
        List<Tensor> parameters = new ArrayList<>();
        for (String name : names(shape)) {
            LoraModule module = adapter.modules().get(name);
            parameters.add(module.down_RI());
            parameters.add(module.up_OR());
        }
        return List.copyOf(parameters);
    }

    /// The linears in the order everything here is in, whatever the order of the adapter's modules.
    private static List<String> names(TransformerShape shape) {
        return IntStream.range(0, shape.blocks())
                .boxed()
                .flatMap(block -> BlockLinear.ALL.stream().map(linear -> linear.module(block)))
                .toList();
    }

    /// Refuses an adapter that has not all linears, or one of another rank or alpha.
    static void requireTrainable(LoraAdapter adapter, TransformerShape shape, LoraRank rank) {
        List<String> names = names(shape);
        for (String name : names) {
            LoraModule module = adapter.modules().get(name);
            if (module == null) {
                throw new IllegalArgumentException(
                        "the adapter to train has no %s; training needs one with all %d linears"
                                .formatted(name, names.size()));
            }
            requireRank(name, module, rank);
        }
    }

    private static void requireRank(String name, LoraModule module, LoraRank rank) {
        if (module.rank() != rank.rank() || module.alpha() != rank.alpha()) {
            throw new IllegalArgumentException(
                    "%s of the adapter to train: expected rank %d and alpha %s, found rank %d and alpha %s"
                            .formatted(name, rank.rank(), rank.alpha(), module.rank(), module.alpha()));
        }
    }

    private List<Tensor> zeros() {
        return parameters.stream()
                .map(parameter -> SCRIPT.call(scope, "zeros_like", parameter))
                .toList();
    }

    private static List<Tensor> copies(TensorScope scope, List<Tensor> tensors, Device device) {
        return tensors.stream().map(tensor -> copy(scope, tensor, device)).toList();
    }

    SideBranches branches() {
        return branches;
    }

    List<Tensor> gradients() {
        return gradients;
    }

    long steps() {
        return optimizer.count();
    }

    void clearGradients() {
        SCRIPT.callVoid("clear", gradients);
    }

    double gradientNorm() {
        return SCRIPT.callDouble("global_norm", gradients);
    }

    /// Scales the gradients by `min(1, max / (norm + 1e-6))` as `torch.nn.utils.clip_grad_norm_` does, then one update.
    void update(double rate, double norm, double maxNorm) {
        if (maxNorm > 0 && norm > maxNorm - CLIP_EPSILON) {
            SCRIPT.callVoid("scale", gradients, Math.min(1, maxNorm / (norm + CLIP_EPSILON)));
        }
        optimizer.step(gradients, rate);
    }

    /// The factors of one step under a dropout, or nothing when nothing is left out.
    Optional<MaskedFactors> masked(AdapterDropout dropout, long seed, long item) {
        if (dropout.keepsRows()) {
            return Optional.empty();
        }
        int rank = (int) parameters.getFirst().size(0);
        float[][] mask = dropout.factors(seed, item, parameters.size() / 2, rank);
        return Optional.of(new MaskedFactors(branches, parameters, mask));
    }

    /// Scales each linear's change whose norm `n` is above `max` by `max / n`, both factors by its root.
    void limitNorms(double max) {
        for (int at = 0; max > 0 && at < parameters.size(); at += 2) {
            List<Tensor> pair = parameters.subList(at, at + 2);
            double norm = SCRIPT.callDouble("change_norm", pair.getFirst(), pair.getLast(), branches.scale());
            if (norm > max) {
                SCRIPT.callVoid("scale", pair, Math.sqrt(max / norm));
            }
        }
    }

    /// Runs `look` with the factors as a user of the adapter would get them.
    void whileEvaluating(Runnable look) {
        optimizer.whileEvaluating(look);
    }

    LoraAdapter adapterCopy() {
        AtomicReference<LoraAdapter> copy = new AtomicReference<>();
        whileEvaluating(() -> copy.set(adapter.copy(Device.cpu())));
        return copy.get();
    }

    LoraAdapter gradientCopy() {
        TensorScope own = TensorScope.open();
        List<Tensor> copies = copies(own, gradients, Device.cpu());
        Map<String, LoraModule> modules = new LinkedHashMap<>();
        for (String name : names) {
            int at = 2 * modules.size();
            double alpha = adapter.modules().get(name).alpha();
            modules.put(name, new LoraModule(copies.get(at), copies.get(at + 1), alpha));
        }
        return LoraAdapter.of(own, modules);
    }

    TrainingSnapshot snapshot(TrainingSettings settings) {
        TensorScope own = TensorScope.open();
        Map<String, Tensor> state = new LinkedHashMap<>();
        try (TensorScope scratch = TensorScope.open()) {
            optimizer
                    .state(scratch)
                    .forEach((name, tensor) -> state.put(name, own.keep(copy(scratch, tensor, Device.cpu()))));
        }
        return new TrainingSnapshot(
                own,
                adapter.copy(Device.cpu()),
                state,
                new TrainingSnapshot.Position(steps(), settings.rank(), settings.seed()));
    }

    private static Tensor copy(TensorScope scope, Tensor tensor, Device device) {
        return tensor.copy(scope).to(scope, device);
    }

    @Override
    public void close() {
        optimizer.close();
        scope.close();
        adapter.close();
    }
}
