package genga.wan.nano;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The video VAE of `wan-nano`: the layout of Wan2.1's at base width 16, with weights that compress without training.
///
/// The encoder keeps, of each 8 x 8 block of the last frame of a group, 8 smooth patterns of brightness and 4 of each
/// colour difference ([BlockBasis]); the decoder guesses the picture back ([PyramidSynthesis]) and fades between
/// groups. All residual branches are zero. Three tricks make a network of norms and SiLU linear:
/// - a constant channel, large against all values, makes each norm a division by that constant. It runs through the
///   same interpolations as the values, so missing neighbours (edges, the first group) cancel out;
/// - `silu(a) - silu(-a) = a`, so values come in pairs of both signs where SiLU follows;
/// - the last tap in time of a causal convolution is the frame itself.
final class NanoVae {
    static final int LATENT = 16;
    private static final int WIDTH = 16;
    private static final double CONSTANT = 32;
    /// Orthonormal brightness and colour differences of red, green, blue.
    private static final double[][] COLOURS = {
        {0.57735, 0.57735, 0.57735}, {0.70711, 0, -0.70711}, {-0.40825, 0.81650, -0.40825}
    };
    /// Pictures differ less in colour than in brightness, and test pictures are of contrast 0.5.
    private static final double[] CONTRAST = {1.4, 0.5, 0.5};

    private static final double[] MEAN = {
        -0.7571, -0.7089, -0.9113, 0.1075, -0.1745, 0.9653, -0.1517, 1.5508, 0.4134, -0.0715, 0.5517, -0.3632, -0.1922,
        -0.9497, 0.2503, -0.2921
    };
    private static final double[] DEVIATION = {
        2.8184, 1.4541, 2.3275, 2.6558, 1.2196, 1.7708, 2.6052, 2.0743, 3.2687, 2.1526, 2.8652, 1.5579, 1.6382, 1.1253,
        2.8251, 1.9160
    };

    /// A coefficient of a colour; its index in a list is its channel.
    record Channel(int colour, BlockBasis.Order order) {}

    private final NanoVaeLayers layers = new NanoVaeLayers(NanoModel.SEED + 2, WIDTH, LATENT);
    private final PyramidSynthesis bright = PyramidSynthesis.fit(BlockBasis.EIGHT, NanoModel.SEED);
    private final PyramidSynthesis colour = PyramidSynthesis.fit(BlockBasis.FOUR, NanoModel.SEED);
    private final List<Channel> pixels = channels(BlockBasis.ONE, BlockBasis.ONE);
    private final List<Channel> twos = channels(BlockBasis.FOUR, BlockBasis.FOUR);
    private final List<Channel> eights = channels(BlockBasis.EIGHT, BlockBasis.FOUR);

    private NanoVae() {}

    static void write(Path file) {
        NanoVae vae = new NanoVae();
        vae.layers.addEmpty();
        vae.encoder();
        vae.latent();
        vae.decoder();
        vae.layers.write(file);
    }

    private static List<Channel> channels(List<BlockBasis.Order> bright, List<BlockBasis.Order> colour) {
        List<Channel> channels = new ArrayList<>();
        bright.forEach(order -> channels.add(new Channel(0, order)));
        colour.forEach(order -> channels.add(new Channel(1, order)));
        colour.forEach(order -> channels.add(new Channel(2, order)));
        return channels;
    }

    private void encoder() {
        ConvWeights first = layers.conv("encoder.conv1");
        for (int c = 0; c < 3; c++) {
            for (int rgb = 0; rgb < 3; rgb++) {
                first.centre(c, rgb, COLOURS[c][rgb]);
            }
        }
        first.bias(3, CONSTANT);
        halve("encoder.downsamples.2.resample.1", 2, pixels, twos, false);
        layers.conv("encoder.downsamples.3.shortcut").identity(twos.size() + 1);
        halve("encoder.downsamples.5.resample.1", 4, twos, eights, false);
        layers.conv("encoder.downsamples.5.time_conv").identity(eights.size() + 1);
        layers.conv("encoder.downsamples.6.shortcut").identity(eights.size() + 1);
        halve("encoder.downsamples.8.resample.1", 8, eights, eights, true);
        layers.conv("encoder.downsamples.8.time_conv").identity(2 * eights.size() + 1);
        unpair(layers.conv("encoder.head.2"), LATENT, 4 * WIDTH);
    }

    /// Coefficients of blocks from those of their quarters; the constant is the channel after them.
    private void halve(String name, int side, List<Channel> from, List<Channel> to, boolean paired) {
        ConvWeights conv = layers.conv(name);
        for (int k = 0; k < to.size(); k++) {
            for (int c = 0; c < from.size(); c++) {
                for (int tap = 0; from.get(c).colour == to.get(k).colour && tap < 4; tap++) {
                    double weight = BlockBasis.weight(side, to.get(k).order, from.get(c).order, tap / 2, tap % 2);
                    conv.tap(k, c, tap / 2, tap % 2, weight);
                    if (paired) {
                        conv.tap(to.size() + k, c, tap / 2, tap % 2, -weight);
                    }
                }
            }
        }
        conv.tap(paired ? 2 * to.size() : to.size(), from.size(), 0, 0, 1);
    }

    /// Undoes norm and SiLU on pairs: `value = constant / sqrt(channels) · (silu(a) - silu(-a))`.
    private static void unpair(ConvWeights conv, int values, int channels) {
        for (int k = 0; k < values; k++) {
            conv.centre(k, k, CONSTANT / Math.sqrt(channels));
            conv.centre(k, values + k, -CONSTANT / Math.sqrt(channels));
        }
    }

    /// Coefficients of unit variance in the numbers that Wan2.1 normalises by, and back.
    private void latent() {
        ConvWeights raw = layers.conv("conv1");
        ConvWeights back = layers.conv("conv2");
        for (int k = 0; k < LATENT; k++) {
            double unit = unit(k);
            raw.centre(k, k, DEVIATION[k] / unit);
            raw.bias(k, MEAN[k]);
            back.centre(k, k, unit / DEVIATION[k]);
            back.bias(k, -MEAN[k] * unit / DEVIATION[k]);
        }
    }

    private double unit(int k) {
        Channel channel = eights.get(k);
        int number = (channel.colour == 0 ? BlockBasis.EIGHT : BlockBasis.FOUR).indexOf(channel.order);
        return CONTRAST[channel.colour] * (channel.colour == 0 ? bright : colour).deviation(number);
    }

    private void decoder() {
        ConvWeights first = layers.conv("decoder.conv1");
        for (int k = 0; k < LATENT; k++) {
            first.centre(k, k, 1);
        }
        first.bias(LATENT, CONSTANT);
        fade("decoder.upsamples.3.time_conv", LATENT + 1);
        twice("decoder.upsamples.3.resample.1", 0, eights, eights);
        layers.conv("decoder.upsamples.4.shortcut").identity(LATENT + 1);
        fade("decoder.upsamples.7.time_conv", LATENT + 1);
        twice("decoder.upsamples.7.resample.1", 1, eights, twos);
        twice("decoder.upsamples.11.resample.1", 2, twos, pixels);
        ConvWeights last = layers.conv("decoder.head.2");
        for (int rgb = 0; rgb < 3; rgb++) {
            for (int c = 0; c < 3; c++) {
                double weight = COLOURS[c][rgb] * CONSTANT / Math.sqrt(WIDTH);
                last.centre(rgb, c, weight);
                last.centre(rgb, 3 + c, -weight);
            }
        }
    }

    /// Two frames for one: halfway from the frame before, and the frame itself.
    private void fade(String name, int channels) {
        ConvWeights conv = layers.conv(name);
        for (int k = 0; k < channels; k++) {
            conv.time(k, k, 1, 0.5);
            conv.time(k, k, 2, 0.5);
            conv.time(4 * WIDTH + k, k, 2, 1);
        }
    }

    /// One step of [PyramidSynthesis]; the last one also makes the negatives. The constant is interpolated linearly.
    private void twice(String name, int step, List<Channel> from, List<Channel> to) {
        ConvWeights conv = layers.conv(name);
        boolean paired = step == 2;
        for (int k = 0; k < to.size(); k++) {
            int own = to.get(k).colour;
            PyramidSynthesis synthesis = own == 0 ? bright : colour;
            int first = firstOf(to, own);
            for (int c = 0; c < from.size(); c++) {
                for (int tap = 0; from.get(c).colour == own && tap < 9; tap++) {
                    double weight = synthesis.step(step)[k - first][9 * (c - firstOf(from, own)) + tap];
                    conv.tap(k, c, tap / 3, tap % 3, weight);
                    if (paired) {
                        conv.tap(to.size() + k, c, tap / 3, tap % 3, -weight);
                    }
                }
            }
        }
        double[] linear = {0.25, 0.5, 0.25};
        for (int tap = 0; tap < 9; tap++) {
            int constant = paired ? 2 * to.size() : to.size();
            conv.tap(constant, from.size(), tap / 3, tap % 3, linear[tap / 3] * linear[tap % 3]);
        }
    }

    private static int firstOf(List<Channel> channels, int colour) {
        int first = 0;
        while (channels.get(first).colour != colour) {
            first++;
        }
        return first;
    }
}
