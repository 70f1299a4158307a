package genga.wan.nano;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Every tensor of a Wan2.1 VAE of some base width: convolutions zero, norms one.
///
/// The first convolution of a residual branch is random, so that training could wake the branch; the second is zero.
final class NanoVaeLayers {
    private final NanoWeights weights;
    private final Map<String, ConvWeights> convs = new HashMap<>();
    private final int width;
    private final int latent;

    NanoVaeLayers(long seed, int width, int latent) {
        weights = new NanoWeights(seed);
        this.width = width;
        this.latent = latent;
    }

    ConvWeights conv(String name) {
        return convs.get(name);
    }

    void write(Path file) {
        weights.write(file);
    }

    void addEmpty() {
        addEncoder("encoder.downsamples.");
        conv("conv1", 2 * latent, 2 * latent, 1, 1, 1);
        conv("conv2", latent, latent, 1, 1, 1);
        addDecoder("decoder.upsamples.");
    }

    private void addEncoder(String name) {
        conv("encoder.conv1", width, 3, 3, 3, 3);
        residual(name + 0, width, width);
        residual(name + 1, width, width);
        conv(name + "2.resample.1", width, width, 3, 3);
        residual(name + 3, 2 * width, width);
        residual(name + 4, 2 * width, 2 * width);
        resample(name + 5, 2 * width, 2 * width, 2 * width);
        residual(name + 6, 4 * width, 2 * width);
        residual(name + 7, 4 * width, 4 * width);
        resample(name + 8, 4 * width, 4 * width, 4 * width);
        residual(name + 9, 4 * width, 4 * width);
        residual(name + 10, 4 * width, 4 * width);
        middle("encoder.middle.");
        head("encoder.head.", 2 * latent, 4 * width);
    }

    private void addDecoder(String name) {
        conv("decoder.conv1", 4 * width, latent, 3, 3, 3);
        middle("decoder.middle.");
        for (int i = 0; i < 3; i++) {
            residual(name + i, 4 * width, 4 * width);
        }
        resample(name + 3, 2 * width, 4 * width, 8 * width);
        residual(name + 4, 4 * width, 2 * width);
        residual(name + 5, 4 * width, 4 * width);
        residual(name + 6, 4 * width, 4 * width);
        resample(name + 7, 2 * width, 4 * width, 8 * width);
        for (int i = 8; i < 11; i++) {
            residual(name + i, 2 * width, 2 * width);
        }
        conv(name + "11.resample.1", width, 2 * width, 3, 3);
        for (int i = 12; i < 15; i++) {
            residual(name + i, width, width);
        }
        head("decoder.head.", 3, width);
    }

    private void middle(String name) {
        int channels = 4 * width;
        residual(name + 0, channels, channels);
        weights.ones(name + "1.norm.gamma", channels, 1, 1);
        conv(name + "1.to_qkv", 3 * channels, channels, 1, 1);
        conv(name + "1.proj", channels, channels, 1, 1);
        residual(name + 2, channels, channels);
    }

    private void head(String name, int outputs, int inputs) {
        weights.ones(name + "0.gamma", inputs, 1, 1, 1);
        conv(name + 2, outputs, inputs, 3, 3, 3);
    }

    private void resample(String name, int outputs, int inputs, int timeOutputs) {
        conv(name + ".resample.1", outputs, inputs, 3, 3);
        conv(name + ".time_conv", timeOutputs, inputs, 3, 1, 1);
    }

    private void residual(String name, int outputs, int inputs) {
        weights.ones(name + ".residual.0.gamma", inputs, 1, 1, 1);
        weights.normal(name + ".residual.2.weight", 1 / Math.sqrt(27.0 * inputs), outputs, inputs, 3, 3, 3);
        weights.zeros(name + ".residual.2.bias", outputs);
        weights.ones(name + ".residual.3.gamma", outputs, 1, 1, 1);
        conv(name + ".residual.6", outputs, outputs, 3, 3, 3);
        if (inputs != outputs) {
            conv(name + ".shortcut", outputs, inputs, 1, 1, 1);
        }
    }

    private void conv(String name, long... shape) {
        float[] weight = weights.zeros(name + ".weight", shape);
        convs.put(name, new ConvWeights(weight, weights.zeros(name + ".bias", shape[0]), shape));
    }
}
