package genga.wan.text;

import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.ShapeCheck;
import genga.wan.weights.Weights;
import genga.wan.weights.WeightsException;
import java.util.List;

/// The tensors of a UMT5 encoder, grouped as the script `text` takes them.
final class TextWeights {
    private static final String TABLE = "token_embedding.weight";

    /// Parts of a block in the order of the script.
    private static final List<String> BLOCK =
            List.of("norm1", "attn.q", "attn.k", "attn.v", "attn.o", "norm2", "ffn.gate.0", "ffn.fc1", "ffn.fc2");

    private static final int BUCKETS = 32;

    private final Weights weights;
    private final int blocks;

    /// @param weights under Wan's own names
    TextWeights(Weights weights) {
        this.weights = weights;
        blocks = ShapeCheck.count(weights, "blocks.", ".pos_embedding.embedding.weight");
        if (blocks == 0) {
            throw new WeightsException("%s: expected %s, found no block; is it a UMT5 encoder cut short?"
                    .formatted(weights.origin(), positions(0)));
        }
        check();
    }

    /// The first block says how wide the heads and the feed-forward are; all others must be like it.
    private void check() {
        long width = ShapeCheck.axes(weights, TABLE, 2)[1];
        long attended = ShapeCheck.axes(weights, "blocks.0.attn.q.weight", 2)[0];
        long inner = ShapeCheck.axes(weights, "blocks.0.ffn.fc1.weight", 2)[0];
        long heads = ShapeCheck.axes(weights, positions(0), 2)[1];
        ShapeCheck.require(weights, TABLE, vocabulary(), width);
        ShapeCheck.require(weights, "norm.weight", width);
        if (heads == 0 || attended % heads != 0) {
            throw new WeightsException("tensor blocks.0.attn.q.weight in %s: expected a multiple of %d heads, found %s"
                            .formatted(weights.origin(), heads, weights.entry("blocks.0.attn.q.weight"))
                    + "; fetch the file again");
        }
        for (int block = 0; block < blocks; block++) {
            String prefix = "blocks." + block + ".";
            ShapeCheck.require(weights, positions(block), BUCKETS, heads);
            for (String norm : List.of("norm1", "norm2")) {
                ShapeCheck.require(weights, prefix + norm + ".weight", width);
            }
            for (String inward : List.of("attn.q", "attn.k", "attn.v")) {
                ShapeCheck.require(weights, prefix + inward + ".weight", attended, width);
            }
            ShapeCheck.require(weights, prefix + "attn.o.weight", width, attended);
            ShapeCheck.require(weights, prefix + "ffn.gate.0.weight", inner, width);
            ShapeCheck.require(weights, prefix + "ffn.fc1.weight", inner, width);
            ShapeCheck.require(weights, prefix + "ffn.fc2.weight", width, inner);
        }
    }

    /// How many tokens have a row.
    long vocabulary() {
        return weights.shape(TABLE)[0];
    }

    int blocks() {
        return blocks;
    }

    int heads() {
        return (int) weights.shape(positions(0))[1];
    }

    Tensor table(TensorScope scope) {
        return weights.tensor(scope, TABLE);
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
