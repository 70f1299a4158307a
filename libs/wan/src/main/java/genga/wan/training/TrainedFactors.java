package genga.wan.training;

import static genga.wan.training.FlowMatching.SCRIPT;

import genga.wan.adapter.LoraAdapter;
import genga.wan.adapter.LoraModule;
import genga.wan.adapter.LoraRank;
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

/// The factors being trained, with their gradient sums and AdamW moments, all fp32 and all in one order: block by
/// block, linear
/// by linear, down then up.
final class TrainedFactors implements AutoCloseable {
    private static final double CLIP_EPSILON = 1e-6;

    private final LoraAdapter adapter;
    private final TensorScope scope = TensorScope.open();
    private final List<Tensor> parameters;
    private final List<Tensor> gradients;
    private final SideBranches branches;
    private List<Tensor> firstMoments;
    private List<Tensor> secondMoments;
    private long steps;

    private TrainedFactors(LoraAdapter adapter, TransformerShape shape, LoraRank rank) {
        this.adapter = adapter;
        this.parameters = parameters(adapter, shape, rank);
        this.gradients = zeros();
        this.firstMoments = zeros();
        this.secondMoments = zeros();
        int perBlock = 2 * BlockLinear.ALL.size();
        List<List<Tensor>> blocks = new ArrayList<>();
        for (int block = 0; block < shape.blocks(); block++) {
            blocks.add(parameters.subList(block * perBlock, (block + 1) * perBlock));
        }
        this.branches = new SideBranches(blocks, rank.scale());
    }

    /// Takes the adapter over and closes it in the end.
    static TrainedFactors of(LoraAdapter adapter, TransformerShape shape, LoraRank rank) {
        try {
            return new TrainedFactors(adapter, shape, rank);
        } catch (RuntimeException e) {
            adapter.close();
            throw e;
        }
    }

    static TrainedFactors of(TrainingSnapshot snapshot, WanTransformer base, TrainingSettings settings) {
        snapshot.requireSameTraining(settings);
        Device device = base.device();
        TrainedFactors factors = of(snapshot.adapter().copy(device), base.shape(), settings.rank());
        factors.firstMoments = copies(factors.scope, snapshot.firstMoments(), device);
        factors.secondMoments = copies(factors.scope, snapshot.secondMoments(), device);
        factors.steps = snapshot.steps();
        return factors;
    }

    private static List<Tensor> parameters(LoraAdapter adapter, TransformerShape shape, LoraRank rank) {
        List<Tensor> parameters = new ArrayList<>();
        for (int block = 0; block < shape.blocks(); block++) {
            for (BlockLinear linear : BlockLinear.ALL) {
                LoraModule module = adapter.modules().get(linear.module(block));
                if (module == null) {
                    throw new IllegalArgumentException("the adapter to train has no " + linear.module(block)
                            + "; training needs one with all " + shape.blocks() * BlockLinear.ALL.size() + " linears");
                }
                requireRank(linear.module(block), module, rank);
                parameters.add(module.down_RI());
                parameters.add(module.up_OR());
            }
        }
        return List.copyOf(parameters);
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
        return tensors.stream()
                .map(tensor -> tensor.copy(scope).to(scope, device))
                .toList();
    }

    SideBranches branches() {
        return branches;
    }

    List<Tensor> gradients() {
        return gradients;
    }

    long steps() {
        return steps;
    }

    void clearGradients() {
        SCRIPT.callVoid("clear", gradients);
    }

    double gradientNorm() {
        return SCRIPT.callDouble("global_norm", gradients);
    }

    /// Scales the gradients by `min(1, max / (norm + 1e-6))` as `torch.nn.utils.clip_grad_norm_` does, then one AdamW
    /// update.
    void update(AdamW optimizer, double rate, double norm, double maxNorm) {
        if (maxNorm > 0 && norm > maxNorm - CLIP_EPSILON) {
            SCRIPT.callVoid("scale", gradients, Math.min(1, maxNorm / (norm + CLIP_EPSILON)));
        }
        steps++;
        SCRIPT.callVoid(
                "adamw",
                parameters,
                gradients,
                firstMoments,
                secondMoments,
                rate,
                optimizer.beta1(),
                optimizer.beta2(),
                optimizer.epsilon(),
                optimizer.weightDecay(),
                steps);
    }

    LoraAdapter adapterCopy() {
        return adapter.copy(Device.cpu());
    }

    LoraAdapter gradientCopy() {
        TensorScope own = TensorScope.open();
        List<Tensor> copies = copies(own, gradients, Device.cpu());
        Map<String, LoraModule> modules = new LinkedHashMap<>();
        for (String name : adapter.modules().keySet()) {
            int at = 2 * modules.size();
            double alpha = adapter.modules().get(name).alpha();
            modules.put(name, new LoraModule(copies.get(at), copies.get(at + 1), alpha));
        }
        return LoraAdapter.of(own, modules);
    }

    TrainingSnapshot snapshot(TrainingSettings settings) {
        TensorScope own = TensorScope.open();
        return new TrainingSnapshot(
                own,
                adapterCopy(),
                copies(own, firstMoments, Device.cpu()),
                copies(own, secondMoments, Device.cpu()),
                new TrainingSnapshot.Position(steps, settings.rank(), settings.seed()));
    }

    @Override
    public void close() {
        scope.close();
        adapter.close();
    }
}
