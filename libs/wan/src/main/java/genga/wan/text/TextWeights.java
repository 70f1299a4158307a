package genga.wan.text;

import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.Weights;
import genga.wan.weights.WeightsException;
import java.util.List;

/// The tensors of a UMT5 encoder, grouped as the script `text` takes them.
final class TextWeights {
    /// Parts of a block in the order of the script.
    private static final List<String> BLOCK =
            List.of("norm1", "attn.q", "attn.k", "attn.v", "attn.o", "norm2", "ffn.gate.0", "ffn.fc1", "ffn.fc2");

    private final Weights weights;
    private final int blocks;

    /// @param weights under Wan's own names
    TextWeights(Weights weights) {
        this.weights = weights;
        int count = 0;
        while (weights.has(positions(count))) {
            count++;
        }
        if (count == 0) {
            throw new WeightsException("%s: expected %s, found no block".formatted(weights.origin(), positions(0)));
        }
        blocks = count;
    }

    int blocks() {
        return blocks;
    }

    int heads() {
        return (int) weights.shape(positions(0))[1];
    }

    Tensor table(TensorScope scope) {
        return weights.tensor(scope, "token_embedding.weight");
    }

    Tensor positions(TensorScope scope, int block) {
        return weights.tensor(scope, positions(block));
    }

    Tensor finalNorm(TensorScope scope) {
        return weights.tensor(scope, "norm.weight");
    }

    List<Tensor> block(TensorScope scope, int block) {
        return BLOCK.stream()
                .map(part -> weights.tensor(scope, "blocks.%d.%s.weight".formatted(block, part)))
                .toList();
    }

    private static String positions(int block) {
        return "blocks.%d.pos_embedding.embedding.weight".formatted(block);
    }
}
