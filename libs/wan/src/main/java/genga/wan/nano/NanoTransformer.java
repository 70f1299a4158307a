package genga.wan.nano;

import java.nio.file.Path;

/// The diffusion transformer of `wan-nano`: width 256 in two heads, four blocks.
final class NanoTransformer {
    private static final int WIDTH = 256;
    private static final int INNER = 512;
    private static final int BLOCKS = 4;
    private static final int CHANNELS = 16;
    private static final int PATCH = 4;
    private static final int TIME = 256;

    private NanoTransformer() {}

    static void write(Path file) {
        NanoWeights weights = new NanoWeights(NanoModel.SEED + 1);
        weights.normal("patch_embedding.weight", 1 / Math.sqrt(CHANNELS * PATCH), WIDTH, CHANNELS, 1, 2, 2);
        weights.zeros("patch_embedding.bias", WIDTH);
        linear(weights, "text_embedding.0", 1, WIDTH, NanoText.WIDTH);
        linear(weights, "text_embedding.2", 1, WIDTH, WIDTH);
        linear(weights, "time_embedding.0", 1, WIDTH, TIME);
        linear(weights, "time_embedding.2", 0.2, WIDTH, WIDTH);
        linear(weights, "time_projection.1", 0.2, 6 * WIDTH, WIDTH);
        for (int block = 0; block < BLOCKS; block++) {
            block(weights, "blocks." + block + ".");
        }
        weights.zeros("head.modulation", 1, 2, WIDTH);
        linear(weights, "head.head", 1, CHANNELS * PATCH, WIDTH);
        weights.write(file);
    }

    private static void block(NanoWeights weights, String name) {
        weights.normal(name + "modulation", 0.1, 1, 6, WIDTH);
        for (String attention : new String[] {"self_attn.", "cross_attn."}) {
            for (String part : new String[] {"q", "k", "v", "o"}) {
                linear(weights, name + attention + part, 0.5, WIDTH, WIDTH);
            }
            weights.ones(name + attention + "norm_q.weight", WIDTH);
            weights.ones(name + attention + "norm_k.weight", WIDTH);
        }
        weights.ones(name + "norm3.weight", WIDTH);
        weights.zeros(name + "norm3.bias", WIDTH);
        linear(weights, name + "ffn.0", 0.5, INNER, WIDTH);
        linear(weights, name + "ffn.2", 0.5, WIDTH, INNER);
    }

    private static void linear(NanoWeights weights, String name, double gain, long outputs, long inputs) {
        weights.linear(name, gain, outputs, inputs);
        weights.zeros(name + ".bias", outputs);
    }
}
