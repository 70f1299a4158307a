package genga.bench;

import genga.wan.adapter.LoraAdapter;
import genga.wan.adapter.LoraModule;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.BlockLinear;
import genga.wan.transformer.KeptActivations;
import genga.wan.transformer.SideBranches;
import genga.wan.transformer.Tokens;
import genga.wan.transformer.TransformerGradients;
import genga.wan.transformer.TransformerGradients.BlockGradient;
import genga.wan.transformer.TransformerGradients.BlockGradients;
import genga.wan.transformer.TransformerGradients.BlockPass;
import genga.wan.transformer.TransformerGradients.BlockPoint;
import genga.wan.transformer.WanTransformer;
import genga.wan.weights.SafetensorsFile;
import java.util.ArrayList;
import java.util.List;

/// Forward and backward of the latent, text and target that the yardstick takes its gradients of.
final class FixedExample {
    private final WanTransformer transformer;
    private final SafetensorsFile inputs;
    private final SideBranches branches;

    FixedExample(WanTransformer transformer, LoraAdapter adapter, SafetensorsFile inputs) {
        this.transformer = transformer;
        this.inputs = inputs;
        this.branches = branches(transformer, adapter);
    }

    private static SideBranches branches(WanTransformer transformer, LoraAdapter adapter) {
        List<List<Tensor>> blocks = new ArrayList<>();
        for (int block = 0; block < transformer.shape().blocks(); block++) {
            List<Tensor> factors = new ArrayList<>();
            for (BlockLinear linear : BlockLinear.ALL) {
                LoraModule module = adapter.modules().get(linear.module(block));
                factors.add(module.down_RI());
                factors.add(module.up_OR());
            }
            blocks.add(factors);
        }
        return new SideBranches(blocks, 1);
    }

    /// All gradients one after the other.
    float[] gradients(TensorScope scope, KeptActivations kept) {
        TransformerGradients passage = new TransformerGradients(transformer);
        Tokens tokens = transformer.embed(scope, inputs.tensor(scope, "latent"), new double[] {WanBenchmark.TIMESTEP});
        Tensor text = transformer.text(scope, List.of(TransformerSubject.withoutBatch(scope, inputs, "text")));
        List<BlockPoint> points = new ArrayList<>(List.of(new BlockPoint(tokens.x_BSD(), tokens, text, branches)));
        List<BlockPass> passes = new ArrayList<>();
        for (int block = 0; block < transformer.shape().blocks(); block++) {
            passes.add(passage.forward(scope, block, points.getLast(), kept));
            points.add(new BlockPoint(passes.getLast().output_BSD(), tokens, text, branches));
        }
        Tensor target = inputs.tensor(scope, "target");
        Tensor gradient =
                passage.head(scope, points.removeLast().x_BSD(), tokens, target).gradient_BSD();
        List<Tensor> found = new ArrayList<>();
        for (int block = transformer.shape().blocks() - 1; block >= 0; block--) {
            BlockGradient in = new BlockGradient(gradient, block > 0);
            BlockGradients back = passage.backward(
                    scope, block, points.get(block), in, passes.get(block).kept());
            found.addAll(0, back.branches());
            gradient = back.input_BSD().orElse(gradient);
        }
        return joined(found);
    }

    private static float[] joined(List<Tensor> tensors) {
        float[] all = new float
                [Math.toIntExact(tensors.stream().mapToLong(Tensor::elements).sum())];
        int at = 0;
        for (Tensor tensor : tensors) {
            float[] values = tensor.toFloats();
            System.arraycopy(values, 0, all, at, values.length);
            at += values.length;
        }
        return all;
    }
}
