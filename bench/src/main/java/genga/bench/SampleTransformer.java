package genga.bench;

import genga.wan.transformer.BlockLinear;
import genga.wan.transformer.TransformerShape;
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
    private static final int CHANNELS = 16;
    private static final TransformerShape SHAPE =
            new TransformerShape(CHANNELS, WIDTH, INNER, TEXT_WIDTH, TIME_WIDTH, BLOCKS);

    private SampleTransformer() {}

    static Map<String, long[]> weights() {
        return SHAPE.tensors();
    }

    /// The same with one block and narrow texts, for steps by the thousand.
    static Map<String, long[]> small() {
        return new TransformerShape(CHANNELS, WIDTH, INNER, TIME_WIDTH, TIME_WIDTH, 1).tensors();
    }

    /// The factors of an adapter of rank 32 on all ten linears of every block, named as musubi-tuner names them.
    static Map<String, long[]> adapter() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        for (int block = 0; block < BLOCKS; block++) {
            for (BlockLinear linear : BlockLinear.ALL) {
                String module = "lora_unet_" + linear.module(block).replace('.', '_');
                shapes.put(module + ".lora_down.weight", new long[] {RANK, SHAPE.inputs(linear)});
                shapes.put(module + ".lora_up.weight", new long[] {SHAPE.outputs(linear), RANK});
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
