package genga.wan.nano;

import java.nio.file.Path;

/// The text encoder of `wan-nano`: UMT5 of width 128 with two blocks. Its rows are a random but fixed code of each
/// word, mixed a little with the words around it; that is all a base model of this size can tell a prompt by.
final class NanoText {
    /// Width of a text embedding row; [NanoTransformer] reads it.
    static final int WIDTH = 128;

    private static final int HEADS = 4;
    private static final int INNER = 256;
    private static final int BLOCKS = 2;
    private static final int BUCKETS = 32;

    private NanoText() {}

    static void write(Path file, int tokens) {
        NanoWeights weights = new NanoWeights(NanoModel.SEED);
        weights.normal("token_embedding.weight", 1, tokens, WIDTH);
        for (int block = 0; block < BLOCKS; block++) {
            String name = "blocks." + block + ".";
            weights.ones(name + "norm1.weight", WIDTH);
            weights.linear(name + "attn.q", 0.3, WIDTH, WIDTH);
            weights.linear(name + "attn.k", 0.3, WIDTH, WIDTH);
            weights.linear(name + "attn.v", 0.5, WIDTH, WIDTH);
            weights.linear(name + "attn.o", 0.5, WIDTH, WIDTH);
            weights.normal(name + "pos_embedding.embedding.weight", 0.5, BUCKETS, HEADS);
            weights.ones(name + "norm2.weight", WIDTH);
            weights.linear(name + "ffn.gate.0", 1, INNER, WIDTH);
            weights.linear(name + "ffn.fc1", 0.5, INNER, WIDTH);
            weights.linear(name + "ffn.fc2", 0.5, WIDTH, INNER);
        }
        weights.ones("norm.weight", WIDTH);
        weights.write(file);
    }
}
