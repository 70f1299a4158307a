package genga.wan.training;

import genga.wan.tensor.Script;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.ActivationBudget;
import genga.wan.transformer.KeptActivations;
import genga.wan.transformer.SideBranches;
import genga.wan.transformer.Tokens;
import genga.wan.transformer.TransformerGradients;
import genga.wan.transformer.TransformerGradients.BlockGradient;
import genga.wan.transformer.TransformerGradients.BlockGradients;
import genga.wan.transformer.TransformerGradients.BlockPass;
import genga.wan.transformer.TransformerGradients.BlockPoint;
import genga.wan.transformer.TransformerGradients.HeadLoss;
import genga.wan.transformer.WanTransformer;
import java.util.ArrayList;
import java.util.List;

/// The flow-matching error of one example and its gradients, block by block.
///
/// `x_sigma = (1 - sigma) · clean + sigma · noise`, target velocity `noise - clean`, loss = mean squared error over
/// all elements. Between the two directions block inputs are kept, and of their insides what the [ActivationBudget]
/// allows.
final class FlowMatching {
    static final Script SCRIPT = Script.load("training");

    private final WanTransformer base;
    private final TransformerGradients gradients;
    private final Timesteps timesteps;
    private ActivationBudget budget = ActivationBudget.modest();

    FlowMatching(WanTransformer base, Timesteps timesteps) {
        this.base = base;
        this.gradients = new TransformerGradients(base);
        this.timesteps = timesteps;
    }

    void keepWithin(ActivationBudget allowed) {
        budget = allowed;
    }

    /// The error alone.
    double loss(NoisedItem item, SideBranches branches) {
        try (TensorScope scope = TensorScope.open()) {
            Passage passage = begin(scope, item);
            Tensor x_BSD = passage.tokens().x_BSD();
            for (int block = 0; block < base.shape().blocks(); block++) {
                Tensor next = gradients
                        .forward(scope, block, passage.at(x_BSD, branches), KeptActivations.NOTHING)
                        .output_BSD();
                x_BSD.close();
                x_BSD = next;
            }
            Tensor velocity = base.head(scope, x_BSD, passage.tokens());
            return SCRIPT.callDouble("error", velocity, passage.target());
        }
    }

    /// What a passage forth and back works with.
    ///
    /// @param dropout inner values left out of the branches
    /// @param sums gradients are added to, ordered as the branches are
    /// @param factor gradients count
    record Sums(SideBranches branches, InnerDropout dropout, List<Tensor> sums, double factor) {}

    /// The error; its gradients are added up.
    double lossAndGradients(NoisedItem item, Sums to) {
        try (TensorScope scope = TensorScope.open()) {
            Passage passage = begin(scope, item);
            List<Tensor> inputs = new ArrayList<>(List.of(passage.tokens().x_BSD()));
            List<List<Tensor>> insides = new ArrayList<>();
            for (int block = 0; block < base.shape().blocks(); block++) {
                try (TensorScope masks = scope.child()) {
                    BlockPoint at = passage.at(inputs.getLast(), dropped(masks, block, passage, to));
                    BlockPass pass = gradients.forward(scope, block, at, keptOf(block, passage.kept()));
                    inputs.add(pass.output_BSD());
                    insides.add(pass.kept());
                }
            }
            HeadLoss head = gradients.head(scope, inputs.getLast(), passage.tokens(), passage.target());
            Tensor gradient_BSD = head.gradient_BSD();
            for (int block = base.shape().blocks() - 1; block >= 0; block--) {
                inputs.removeLast().close();
                try (TensorScope masks = scope.child()) {
                    BlockPoint point = passage.at(inputs.getLast(), dropped(masks, block, passage, to));
                    BlockGradients found = backward(scope, block, point, gradient_BSD, insides.removeLast());
                    addTo(to.sums(), block, found.branches(), to.factor());
                    gradient_BSD = found.input_BSD().orElse(gradient_BSD);
                }
            }
            return head.loss();
        }
    }

    /// The same masks in both directions.
    private SideBranches dropped(TensorScope masks, int block, Passage passage, Sums to) {
        InnerDropout.Rows rows =
                new InnerDropout.Rows(rows(passage.tokens().x_BSD()), rows(passage.text_BLD()), base.compute());
        return to.dropout().on(masks, to.branches(), block, rows);
    }

    /// The last block is carried back at once, so what it keeps costs no more memory than computing it again would.
    private KeptActivations keptOf(int block, KeptActivations others) {
        boolean last = block == base.shape().blocks() - 1;
        return last && base.device().isCpu() ? KeptActivations.EVERYTHING : others;
    }

    /// One block back; what was kept of it and the gradient that came in are given back.
    private BlockGradients backward(
            TensorScope scope, int block, BlockPoint at, Tensor gradient_BSD, List<Tensor> inside) {
        BlockGradients found = gradients.backward(scope, block, at, new BlockGradient(gradient_BSD, block > 0), inside);
        inside.forEach(Tensor::close);
        gradient_BSD.close();
        return found;
    }

    private static void addTo(List<Tensor> sums, int block, List<Tensor> found, double factor) {
        int count = found.size();
        SCRIPT.callVoid("accumulate", sums.subList(block * count, (block + 1) * count), found, factor);
        found.forEach(Tensor::close);
    }

    private Passage begin(TensorScope scope, NoisedItem item) {
        Tensor latent = item.latent_CFHW().to(scope, base.device());
        Tensor noise = item.noise_CFHW().to(scope, base.device());
        Tensor noised = SCRIPT.call(scope, "noised", latent, noise, item.sigma());
        Tensor target = SCRIPT.call(scope, "velocity", latent, noise);
        Tokens tokens = base.embed(scope, noised, new double[] {timesteps.timestep(item.sigma())});
        Tensor text_BLD = base.text(scope, List.of(item.text_LD()));
        return new Passage(tokens, text_BLD, target, kept(rows(tokens.x_BSD()), rows(text_BLD)));
    }

    private KeptActivations kept(long tokens, long texts) {
        return budget.choose(base.shape(), tokens, texts, base.compute(), base.device());
    }

    private static long rows(Tensor x_BSD) {
        return x_BSD.size(0) * x_BSD.size(1);
    }

    /// What all blocks of one passage through the model share.
    ///
    /// @param kept of a block's inside, of each but the last
    private record Passage(Tokens tokens, Tensor text_BLD, Tensor target, KeptActivations kept) {
        BlockPoint at(Tensor x_BSD, SideBranches branches) {
            return new BlockPoint(x_BSD, tokens, text_BLD, branches);
        }
    }
}
