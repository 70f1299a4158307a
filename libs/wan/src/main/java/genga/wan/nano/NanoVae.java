package genga.wan.nano;

import java.nio.file.Path;

/// The video VAE of `wan-nano`: the layout of Wan2.1's at base width 16.
final class NanoVae {
    private static final int WIDTH = 16;
    private static final int LATENT = 16;

    private final NanoWeights weights = new NanoWeights(NanoModel.SEED + 2);

    private NanoVae() {}

    static void write(Path file) {
        NanoVae vae = new NanoVae();
        vae.encoder();
        vae.decoder();
        vae.weights.write(file);
    }

    private void encoder() {
        conv("encoder.conv1", WIDTH, 3, 3, 3, 3);
        String name = "encoder.downsamples.";
        residual(name + 0, WIDTH, WIDTH);
        residual(name + 1, WIDTH, WIDTH);
        conv(name + "2.resample.1", WIDTH, WIDTH, 3, 3);
        residual(name + 3, 2 * WIDTH, WIDTH);
        residual(name + 4, 2 * WIDTH, 2 * WIDTH);
        conv(name + "5.resample.1", 2 * WIDTH, 2 * WIDTH, 3, 3);
        conv(name + "5.time_conv", 2 * WIDTH, 2 * WIDTH, 3, 1, 1);
        residual(name + 6, 4 * WIDTH, 2 * WIDTH);
        residual(name + 7, 4 * WIDTH, 4 * WIDTH);
        conv(name + "8.resample.1", 4 * WIDTH, 4 * WIDTH, 3, 3);
        conv(name + "8.time_conv", 4 * WIDTH, 4 * WIDTH, 3, 1, 1);
        residual(name + 9, 4 * WIDTH, 4 * WIDTH);
        residual(name + 10, 4 * WIDTH, 4 * WIDTH);
        middle("encoder.middle.");
        weights.ones("encoder.head.0.gamma", 4 * WIDTH, 1, 1, 1);
        conv("encoder.head.2", 2 * LATENT, 4 * WIDTH, 3, 3, 3);
        conv("conv1", 2 * LATENT, 2 * LATENT, 1, 1, 1);
    }

    private void decoder() {
        conv("conv2", LATENT, LATENT, 1, 1, 1);
        conv("decoder.conv1", 4 * WIDTH, LATENT, 3, 3, 3);
        middle("decoder.middle.");
        String name = "decoder.upsamples.";
        for (int i = 0; i < 3; i++) {
            residual(name + i, 4 * WIDTH, 4 * WIDTH);
        }
        conv(name + "3.resample.1", 2 * WIDTH, 4 * WIDTH, 3, 3);
        conv(name + "3.time_conv", 8 * WIDTH, 4 * WIDTH, 3, 1, 1);
        residual(name + 4, 4 * WIDTH, 2 * WIDTH);
        residual(name + 5, 4 * WIDTH, 4 * WIDTH);
        residual(name + 6, 4 * WIDTH, 4 * WIDTH);
        conv(name + "7.resample.1", 2 * WIDTH, 4 * WIDTH, 3, 3);
        conv(name + "7.time_conv", 8 * WIDTH, 4 * WIDTH, 3, 1, 1);
        for (int i = 8; i < 11; i++) {
            residual(name + i, 2 * WIDTH, 2 * WIDTH);
        }
        conv(name + "11.resample.1", WIDTH, 2 * WIDTH, 3, 3);
        for (int i = 12; i < 15; i++) {
            residual(name + i, WIDTH, WIDTH);
        }
        weights.ones("decoder.head.0.gamma", WIDTH, 1, 1, 1);
        conv("decoder.head.2", 3, WIDTH, 3, 3, 3);
    }

    private void middle(String name) {
        int width = 4 * WIDTH;
        residual(name + 0, width, width);
        weights.ones(name + "1.norm.gamma", width, 1, 1);
        conv(name + "1.to_qkv", 3 * width, width, 1, 1);
        conv(name + "1.proj", width, width, 1, 1);
        residual(name + 2, width, width);
    }

    private void residual(String name, int outputs, int inputs) {
        weights.ones(name + ".residual.0.gamma", inputs, 1, 1, 1);
        conv(name + ".residual.2", outputs, inputs, 3, 3, 3);
        weights.ones(name + ".residual.3.gamma", outputs, 1, 1, 1);
        conv(name + ".residual.6", outputs, outputs, 3, 3, 3);
        if (inputs != outputs) {
            conv(name + ".shortcut", outputs, inputs, 1, 1, 1);
        }
    }

    private void conv(String name, long... shape) {
        long inputs = 1;
        for (int axis = 1; axis < shape.length; axis++) {
            inputs *= shape[axis];
        }
        weights.normal(name + ".weight", 1 / Math.sqrt(inputs), shape);
        weights.zeros(name + ".bias", shape[0]);
    }
}
