package genga.wan.text;

import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.Weights;
import genga.wan.weights.WeightsException;
import java.util.ArrayList;
import java.util.List;

/// The tensors of a UMT5 encoder under either of their names: Wan's own (`blocks.0.attn.q`) or transformers' and
/// ComfyUI's (`encoder.block.0.layer.0.SelfAttention.q`), with the scale of fp8 files applied.
final class TextWeights {
    private static final List<String> WAN =
            List.of("norm1", "attn.q", "attn.k", "attn.v", "attn.o", "norm2", "ffn.gate.0", "ffn.fc1", "ffn.fc2");
    private static final List<String> HUGGING_FACE = List.of(
            "layer.0.layer_norm",
            "layer.0.SelfAttention.q",
            "layer.0.SelfAttention.k",
            "layer.0.SelfAttention.v",
            "layer.0.SelfAttention.o",
            "layer.1.layer_norm",
            "layer.1.DenseReluDense.wi_0",
            "layer.1.DenseReluDense.wi_1",
            "layer.1.DenseReluDense.wo");

    private final Weights weights;
    private final DType compute;
    private final boolean wan;
    private final int blocks;

    TextWeights(Weights weights, DType compute) {
        this.weights = weights;
        this.compute = compute;
        wan = weights.has("token_embedding.weight");
        if (!wan && !weights.has("shared.weight")) {
            throw new WeightsException("%s: expected token_embedding.weight or shared.weight, found neither; is it a "
                            .formatted(weights.origin())
                    + "UMT5 encoder?");
        }
        blocks = count();
    }

    int blocks() {
        return blocks;
    }

    int heads() {
        return (int) weights.shape(positions(0))[1];
    }

    Tensor table(TensorScope scope) {
        return weights.tensor(scope, wan ? "token_embedding.weight" : "shared.weight");
    }

    Tensor positions(TensorScope scope, int block) {
        return weights.tensor(scope, positions(block));
    }

    Tensor finalNorm(TensorScope scope) {
        return weights.tensor(scope, wan ? "norm.weight" : "encoder.final_layer_norm.weight");
    }

    /// The tensors of a block in the order of the script.
    List<Tensor> block(TensorScope scope, int block) {
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < WAN.size(); i++) {
            tensors.add(scaled(scope, base(block) + (wan ? WAN : HUGGING_FACE).get(i)));
        }
        return tensors;
    }

    private Tensor scaled(TensorScope scope, String module) {
        Tensor weight = weights.tensor(scope, module + ".weight");
        String scale = module + ".scale_weight";
        if (!weights.has(scale)) {
            return weight;
        }
        return Umt5.script().call(scope, "scaled", weight, weights.tensor(scope, scale), compute.code());
    }

    private String base(int block) {
        return (wan ? "blocks." : "encoder.block.") + block + ".";
    }

    private String positions(int block) {
        return base(block)
                + (wan ? "pos_embedding.embedding.weight" : "layer.0.SelfAttention.relative_attention_bias.weight");
    }

    private int count() {
        int count = 0;
        while (weights.has(positions(count))) {
            count++;
        }
        if (count == 0) {
            throw new WeightsException("%s: expected %s, found no block".formatted(weights.origin(), positions(0)));
        }
        return count;
    }
}
