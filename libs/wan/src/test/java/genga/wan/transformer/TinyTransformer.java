package genga.wan.transformer;

import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.Golden;
import genga.wan.weights.Weights;
import java.util.List;

/// The tiny model of the reference numbers at work on their first prompt.
final class TinyTransformer {
    private TinyTransformer() {}

    /// What `t731.5.output` of the case is the reference of.
    ///
    /// @param io the case's inputs and outputs
    static Tensor velocity(TensorScope scope, WanTransformer model, Weights io) {
        Tensor text = io.tensor(scope, "context.0");
        Conditioning prompt = model.condition(scope, List.of(text), SideBranches.none());
        return model.forward(scope, Golden.batched(scope, io.tensor(scope, "latent")), new double[] {731.5}, prompt);
    }
}
