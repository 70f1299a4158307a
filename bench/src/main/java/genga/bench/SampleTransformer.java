package genga.bench;

import genga.wan.transformer.BlockLinear;
import java.util.LinkedHashMap;
import java.util.Map;

/// A Wan2.1 transformer of the size the recorded figures belong to, as names and shapes: width 512, 4 heads,
/// feed-forward 2048, 6 blocks, text width 4096; 2,340 tokens from a latent of 6 x 30 x 52.
final class SampleTransformer {
    static final int TEXT_LENGTH = 512;
    static final int RANK = 32;

    private static final int WIDTH = 512;
    private static final int INNER = 2048;
    private static final int TEXT_WIDTH = 4096;
    private static final int TEXT_ROWS = 300;
    private static final int BLOCKS = 6;
    private static final int TIME_WIDTH = 256;

    private SampleTransformer() {}

    static Map<String, long[]> weights() {
        return weights(BLOCKS, TEXT_WIDTH);
    }

    /// The same with one block and narrow texts, for steps by the thousand.
    static Map<String, long[]> small() {
        return weights(1, TIME_WIDTH);
    }

    private static Map<String, long[]> weights(int blocks, int textWidth) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put("patch_embedding.weight", new long[] {WIDTH, 16, 1, 2, 2});
        shapes.put("patch_embedding.bias", new long[] {WIDTH});
        linear(shapes, "text_embedding.0", WIDTH, textWidth);
        linear(shapes, "text_embedding.2", WIDTH, WIDTH);
        linear(shapes, "time_embedding.0", WIDTH, TIME_WIDTH);
        linear(shapes, "time_embedding.2", WIDTH, WIDTH);
        linear(shapes, "time_projection.1", 6 * WIDTH, WIDTH);
        shapes.put("head.modulation", new long[] {1, 2, WIDTH});
        linear(shapes, "head.head", 64, WIDTH);
        for (int block = 0; block < blocks; block++) {
            block(shapes, "blocks." + block + ".");
        }
        return shapes;
    }

    private static void block(Map<String, long[]> shapes, String prefix) {
        shapes.put(prefix + "modulation", new long[] {1, 6, WIDTH});
        shapes.put(prefix + "norm3.weight", new long[] {WIDTH});
        shapes.put(prefix + "norm3.bias", new long[] {WIDTH});
        for (String attention : new String[] {"self_attn.", "cross_attn."}) {
            shapes.put(prefix + attention + "norm_q.weight", new long[] {WIDTH});
            shapes.put(prefix + attention + "norm_k.weight", new long[] {WIDTH});
        }
        for (BlockLinear linear : BlockLinear.ALL) {
            linear(shapes, prefix + linear.path(), outputs(linear), inputs(linear));
        }
    }

    private static void linear(Map<String, long[]> shapes, String name, long outputs, long inputs) {
        shapes.put(name + ".weight", new long[] {outputs, inputs});
        shapes.put(name + ".bias", new long[] {outputs});
    }

    private static long inputs(BlockLinear linear) {
        return linear == BlockLinear.FFN_OUT ? INNER : WIDTH;
    }

    private static long outputs(BlockLinear linear) {
        return linear == BlockLinear.FFN_IN ? INNER : WIDTH;
    }

    /// The factors of an adapter of rank 32 on all ten linears of every block, named as musubi-tuner names them.
    static Map<String, long[]> adapter() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        for (int block = 0; block < BLOCKS; block++) {
            for (BlockLinear linear : BlockLinear.ALL) {
                String module = "lora_unet_" + linear.module(block).replace('.', '_');
                shapes.put(module + ".lora_down.weight", new long[] {RANK, inputs(linear)});
                shapes.put(module + ".lora_up.weight", new long[] {outputs(linear), RANK});
            }
        }
        return shapes;
    }

    static Map<String, long[]> inputs() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put("latent", new long[] {1, 16, 6, 30, 52});
        shapes.put("target", new long[] {1, 16, 6, 30, 52});
        shapes.put("text", new long[] {1, TEXT_ROWS, TEXT_WIDTH});
        return shapes;
    }
}
