package genga.wan.guidance;

import genga.wan.tensor.Script;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.BlockHooks;
import genga.wan.transformer.Conditioning;
import genga.wan.transformer.GuidedBlocks;
import genga.wan.transformer.Tokens;
import genga.wan.transformer.WanTransformer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One of the passes a step makes, with the blocks' last change where TeaCache may use it again.
final class CachedPass implements AutoCloseable {
    private static final Script SCRIPT = Script.load("guidance");

    private final WanTransformer transformer;
    private final GuidedBlocks blocks;
    private final List<Boolean> computed;
    private final TensorScope own = TensorScope.open();
    private Optional<Tensor> residual_BSD = Optional.empty();

    /// @param computed which steps compute the blocks; empty for all
    CachedPass(WanTransformer transformer, List<Boolean> computed) {
        this.transformer = transformer;
        this.blocks = new GuidedBlocks(transformer);
        this.computed = computed;
    }

    record Time(double timestep, int step) {}

    record Input(Tensor latent_BCFHW, Time time, Conditioning prompt, BlockHooks hooks) {}

    Tensor velocity(TensorScope scope, Input input) {
        double[] timesteps = new double[(int) input.latent_BCFHW().size(0)];
        Arrays.fill(timesteps, input.time().timestep());
        try (TensorScope scratch = scope.child()) {
            Tokens tokens = transformer.embed(scratch, input.latent_BCFHW(), timesteps);
            Tensor x_BSD = through(scratch, tokens, input);
            return scope.keep(transformer.head(scratch, x_BSD, tokens));
        }
    }

    private Tensor through(TensorScope scope, Tokens tokens, Input input) {
        if (residual_BSD.isPresent() && !computed.get(input.time().step())) {
            return SCRIPT.call(scope, "plus", tokens.x_BSD(), residual_BSD.get());
        }
        Tensor x_BSD = blocks.pass(scope, tokens, input.prompt(), input.hooks()).x_BSD();
        if (!computed.isEmpty()) {
            residual_BSD.ifPresent(Tensor::close);
            residual_BSD = Optional.of(SCRIPT.call(own, "minus", x_BSD, tokens.x_BSD()));
        }
        return x_BSD;
    }

    @Override
    public void close() {
        own.close();
    }
}
