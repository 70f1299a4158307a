package genga.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/// The Wan2.1 VAE at its full width of 96, as names and shapes.
final class SampleVae {
    private static final int WIDTH = 96;

    private final Map<String, long[]> shapes = new LinkedHashMap<>();

    private SampleVae() {}

    static Map<String, long[]> weights() {
        SampleVae vae = new SampleVae();
        vae.encoder();
        vae.decoder();
        vae.conv("conv1", 32, 32, 1, 1, 1);
        vae.conv("conv2", 16, 16, 1, 1, 1);
        return vae.shapes;
    }

    private void encoder() {
        conv("encoder.conv1", 3, WIDTH, 3, 3, 3);
        int[] levels = {1, 1, 2, 4, 4};
        int part = 0;
        for (int level = 0; level < 4; level++) {
            residual("encoder.downsamples." + part++, levels[level] * WIDTH, levels[level + 1] * WIDTH);
            residual("encoder.downsamples." + part++, levels[level + 1] * WIDTH, levels[level + 1] * WIDTH);
            if (level < 3) {
                down("encoder.downsamples." + part++, levels[level + 1] * WIDTH, level > 0);
            }
        }
        middle("encoder.middle.");
        head("encoder.head", 4 * WIDTH, 32);
    }

    private void decoder() {
        conv("decoder.conv1", 16, 4 * WIDTH, 3, 3, 3);
        middle("decoder.middle.");
        int[] inputs = {4, 2, 2, 1};
        int[] outputs = {4, 4, 2, 1};
        int part = 0;
        for (int level = 0; level < 4; level++) {
            residual("decoder.upsamples." + part++, inputs[level] * WIDTH, outputs[level] * WIDTH);
            residual("decoder.upsamples." + part++, outputs[level] * WIDTH, outputs[level] * WIDTH);
            residual("decoder.upsamples." + part++, outputs[level] * WIDTH, outputs[level] * WIDTH);
            if (level < 3) {
                up("decoder.upsamples." + part++, outputs[level] * WIDTH, level < 2);
            }
        }
        head("decoder.head", WIDTH, 3);
    }

    private void middle(String prefix) {
        residual(prefix + 0, 4 * WIDTH, 4 * WIDTH);
        shapes.put(prefix + "1.norm.gamma", new long[] {4 * WIDTH, 1, 1});
        picture(prefix + "1.to_qkv", 4 * WIDTH, 12 * WIDTH, 1);
        picture(prefix + "1.proj", 4 * WIDTH, 4 * WIDTH, 1);
        residual(prefix + 2, 4 * WIDTH, 4 * WIDTH);
    }

    private void residual(String name, int inputs, int outputs) {
        gamma(name + ".residual.0", inputs);
        conv(name + ".residual.2", inputs, outputs, 3, 3, 3);
        gamma(name + ".residual.3", outputs);
        conv(name + ".residual.6", outputs, outputs, 3, 3, 3);
        if (inputs != outputs) {
            conv(name + ".shortcut", inputs, outputs, 1, 1, 1);
        }
    }

    private void down(String name, int channels, boolean inTime) {
        picture(name + ".resample.1", channels, channels, 3);
        if (inTime) {
            conv(name + ".time_conv", channels, channels, 3, 1, 1);
        }
    }

    private void up(String name, int channels, boolean inTime) {
        picture(name + ".resample.1", channels, channels / 2, 3);
        if (inTime) {
            conv(name + ".time_conv", channels, 2 * channels, 3, 1, 1);
        }
    }

    private void head(String name, int inputs, int outputs) {
        gamma(name + ".0", inputs);
        conv(name + ".2", inputs, outputs, 3, 3, 3);
    }

    private void gamma(String name, int channels) {
        shapes.put(name + ".gamma", new long[] {channels, 1, 1, 1});
    }

    private void conv(String name, int inputs, int outputs, int frames, int rows, int columns) {
        shapes.put(name + ".weight", new long[] {outputs, inputs, frames, rows, columns});
        shapes.put(name + ".bias", new long[] {outputs});
    }

    private void picture(String name, int inputs, int outputs, int side) {
        shapes.put(name + ".weight", new long[] {outputs, inputs, side, side});
        shapes.put(name + ".bias", new long[] {outputs});
    }

    /// A clip of pictures and a latent of the same length and size.
    static Map<String, long[]> inputs(Settings settings) {
        return inputs(settings, settings.quick() ? 2 : 5);
    }

    /// The same, five frames long.
    static Map<String, long[]> start(Settings settings) {
        return inputs(settings, 2);
    }

    private static Map<String, long[]> inputs(Settings settings, long latents) {
        long rows = settings.quick() ? 96 : 144;
        long columns = settings.quick() ? 128 : 256;
        Map<String, long[]> inputs = new LinkedHashMap<>();
        inputs.put("video", new long[] {1, 3, 4 * latents - 3, rows, columns});
        inputs.put("latent", new long[] {1, 16, latents, rows / 8, columns / 8});
        return inputs;
    }
}
