package genga.wan.nano;

import java.nio.file.Path;
import java.util.Arrays;

/// The diffusion transformer of `wan-nano`: width 256 in two heads, four blocks, and weights that denoise without
/// training towards soft, slowly moving colours that depend on the prompt.
///
/// Each token carries its 64 patch values u with both signs (so that norms see no mean), and 64 sums s with both
/// signs.
/// - Blocks 0 and 1: constant queries and keys under rotary positions make self-attention a soft local average of the
///   means in u, added to s; each of the four heads serves one of the four cells of a patch.
/// - Every cross-attention adds a tint to s that is a fixed random code of the prompt's words.
/// - The head answers `v = (x - D) / t` where the clean latent D is guessed from s for means and their slopes and
///   from u for details, each shrunk as a Gaussian prior asks ([NanoPrior]); what depends on t comes through the time
///   embedding.
/// - All other weights are small random numbers: adapters have something to grow on.
final class NanoTransformer {
    static final int WIDTH = 256;
    static final int VALUES = 64;
    private static final int HEAD = 128;
    private static final int INNER = 512;
    private static final int BLOCKS = 4;
    private static final int CHANNELS = 16;
    /// Cells of a patch, and so values of each channel in a token.
    private static final int PATCH = 4;
    /// Rows and columns of a patch.
    private static final int SIDE = 2;
    /// Where s begins; -u begins at [#VALUES], -s at `SUMS + VALUES`.
    static final int SUMS = 2 * VALUES;

    private static final double SMALL = 0.02;
    private static final double TINT = 0.12;
    /// How sharply attention falls with distance: at 1.8 to 0.6 one token away and to 0.2 two away.
    private static final float REACH = 1.8f;
    /// What a slope of 1 from block to block is in the slope channel of [NanoVae].
    private static final float SLOPE = 1.1f;
    /// Pairs of rotary axes within a head: frames, then rows, then columns.
    private static final int FRAME_PAIRS = 22;

    private static final int SIDE_PAIRS = 21;

    private final NanoWeights weights = new NanoWeights(NanoModel.SEED + 1);

    private NanoTransformer() {}

    static void write(Path file) {
        NanoTransformer transformer = new NanoTransformer();
        transformer.embeddings();
        for (int block = 0; block < BLOCKS; block++) {
            transformer.block("blocks." + block + ".", block);
        }
        transformer.head();
        transformer.weights.write(file);
    }

    private void embeddings() {
        float[] patch = weights.zeros("patch_embedding.weight", WIDTH, CHANNELS, 1, 2, 2);
        for (int value = 0; value < VALUES; value++) {
            patch[value * VALUES + value] = 1;
            patch[(VALUES + value) * VALUES + value] = -1;
        }
        weights.zeros("patch_embedding.bias", WIDTH);
        linear("text_embedding.0", 1, WIDTH, NanoText.WIDTH);
        float[] text = linear("text_embedding.2", 1, WIDTH, WIDTH);
        for (int i = 0; i < WIDTH; i++) {
            // gelu is positive on average, so this sum tells real words from padding
            text[i] = 8f / WIDTH;
        }
        for (int row = 1; row < WIDTH; row++) {
            centre(text, row * WIDTH);
        }
        NanoPrior.addTime(weights, WIDTH);
        weights.zeros("time_projection.1.weight", 6 * WIDTH, WIDTH);
        weights.zeros("time_projection.1.bias", 6 * WIDTH);
    }

    /// Takes the mean off a row of a matrix, so that what all inputs share says nothing.
    private static void centre(float[] matrix, int from) {
        float sum = 0;
        for (int i = from; i < from + WIDTH; i++) {
            sum += matrix[i];
        }
        for (int i = from; i < from + WIDTH; i++) {
            matrix[i] -= sum / WIDTH;
        }
    }

    private void block(String name, int number) {
        float[] modulation = weights.zeros(name + "modulation", 1, 6, WIDTH);
        for (int i = 0; i < WIDTH; i++) {
            modulation[2 * WIDTH + i] = 1;
            modulation[5 * WIDTH + i] = 1;
        }
        if (number < SIDE) {
            average(name + "self_attn.", number);
        } else {
            idle(name + "self_attn.");
        }
        weights.ones(name + "norm3.weight", WIDTH);
        weights.zeros(name + "norm3.bias", WIDTH);
        tint(name + "cross_attn.");
        linear(name + "ffn.0", 1, INNER, WIDTH);
        linear(name + "ffn.2", SMALL, WIDTH, INNER);
    }

    /// Attention at random that adds next to nothing.
    private void idle(String name) {
        for (String part : new String[] {"q", "k", "v", "o"}) {
            linear(name + part, part.equals("o") ? SMALL : 1, WIDTH, WIDTH);
        }
        weights.ones(name + "norm_q.weight", WIDTH);
        weights.ones(name + "norm_k.weight", WIDTH);
    }

    /// Attention by distance alone: the same vector asks and answers everywhere. A head looks from the middle of one
    /// cell of the patch, a quarter of a token off the token's own, so that sums change smoothly from cell to cell.
    private void average(String name, int row) {
        for (String part : new String[] {"q", "k"}) {
            weights.zeros(name + part + ".weight", WIDTH, WIDTH);
            float[] bias = weights.ones(name + part + ".bias", WIDTH);
            float[] scale = weights.zeros(name + "norm_" + part + ".weight", WIDTH);
            for (int column = 0; column < SIDE; column++) {
                kernel(scale, column * HEAD);
                if (part.equals("q")) {
                    turn(bias, column * HEAD + 2 * FRAME_PAIRS, row);
                    turn(bias, column * HEAD + 2 * (FRAME_PAIRS + SIDE_PAIRS), column);
                }
            }
        }
        float[] value = weights.zeros(name + "v.weight", WIDTH, WIDTH);
        float[] out = weights.zeros(name + "o.weight", WIDTH, WIDTH);
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int column = 0; column < SIDE && NanoPrior.isMean(channel); column++) {
                int from = column * HEAD + channel;
                Arrays.fill(value, from * WIDTH + channel * PATCH, from * WIDTH + (channel + 1) * PATCH, 1f / PATCH);
                int to = SUMS + channel * PATCH + row * SIDE + column;
                out[to * WIDTH + from] = 1;
                out[(to + VALUES) * WIDTH + from] = -1;
            }
        }
        weights.zeros(name + "v.bias", WIDTH);
        weights.zeros(name + "o.bias", WIDTH);
    }

    /// Turns an axis' pairs of a query so that it meets best the key a quarter of a token before (cell 0) or behind
    /// (cell 1) its own place. Pair j turns by `10000^(-j / pairs)` per token.
    private static void turn(float[] bias, int axis, int cell) {
        for (int pair = 0; pair < SIDE_PAIRS; pair++) {
            double angle = (cell - 0.5) / SIDE * StrictMath.pow(10_000, -pair / (double) SIDE_PAIRS);
            bias[axis + 2 * pair] = (float) (StrictMath.cos(angle) - StrictMath.sin(angle));
            bias[axis + 2 * pair + 1] = (float) (StrictMath.cos(angle) + StrictMath.sin(angle));
        }
    }

    /// Which rotary pairs of a head take part: middle speeds of the frame axis, the fastest of rows and columns.
    private static void kernel(float[] scale, int head) {
        for (int pair = 0; pair < 6; pair++) {
            for (int side = 0; side < 2; side++) {
                scale[head + 2 * (3 + pair) + side] = REACH / 2;
                scale[head + 2 * (FRAME_PAIRS + pair) + side] = REACH;
                scale[head + 2 * (FRAME_PAIRS + SIDE_PAIRS + pair) + side] = REACH;
            }
        }
    }

    /// Real words get all the attention; what they say is added to the sums of the mean channels.
    private void tint(String name) {
        weights.zeros(name + "q.weight", WIDTH, WIDTH);
        weights.ones(name + "q.bias", WIDTH);
        float[] key = weights.zeros(name + "k.weight", WIDTH, WIDTH);
        for (int i = 0; i < WIDTH; i++) {
            key[i * WIDTH] = 1;
        }
        weights.zeros(name + "k.bias", WIDTH);
        float[] value = linear(name + "v", 1, WIDTH, WIDTH);
        for (int row = 0; row < WIDTH; row++) {
            value[row * WIDTH] = 0;
        }
        float[] out = linear(name + "o", SMALL, WIDTH, WIDTH);
        weights.ones(name + "norm_q.weight", WIDTH);
        weights.ones(name + "norm_k.weight", WIDTH);
        for (int u = 0; u < VALUES; u++) {
            if (NanoPrior.isMean(u / PATCH)) {
                int source = u / PATCH;
                out[(SUMS + u) * WIDTH + source] += (float) TINT;
                out[(SUMS + VALUES + u) * WIDTH + source] -= (float) TINT;
            }
        }
    }

    private void head() {
        weights.zeros("head.modulation", 1, 2, WIDTH);
        float[] head = weights.zeros("head.head.weight", CHANNELS * PATCH, WIDTH);
        for (int u = 0; u < VALUES; u++) {
            int channel = u / PATCH;
            int row = u % PATCH * CHANNELS + channel;
            head[row * WIDTH + u] = 0.5f;
            head[row * WIDTH + VALUES + u] = -0.5f;
            if (NanoPrior.isMean(channel)) {
                addSum(head, row, u, -0.5f);
                slopes(head, u);
            }
        }
        weights.zeros("head.head.bias", CHANNELS * PATCH);
    }

    /// Blocks lean the way the sums beside them rise: across in the channel after the mean, down in the one after
    /// that.
    private static void slopes(float[] head, int u) {
        int cell = u % PATCH;
        int across = cell * CHANNELS + u / PATCH + 1;
        int firstInRow = u - cell % SIDE;
        addSum(head, across, firstInRow + 1, -0.5f * SLOPE);
        addSum(head, across, firstInRow, 0.5f * SLOPE);
        int firstInColumn = u - cell + cell % SIDE;
        addSum(head, across + 1, firstInColumn + SIDE, -0.5f * SLOPE);
        addSum(head, across + 1, firstInColumn, 0.5f * SLOPE);
    }

    private static void addSum(float[] head, int row, int u, float factor) {
        head[row * WIDTH + SUMS + u] = factor;
        head[row * WIDTH + SUMS + VALUES + u] = -factor;
    }

    private float[] linear(String name, double gain, long outputs, long inputs) {
        float[] weight = weights.linear(name, gain, outputs, inputs);
        weights.zeros(name + ".bias", outputs);
        return weight;
    }
}
