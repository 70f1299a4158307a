package genga.wan.vae;

import genga.wan.weights.ShapeCheck;
import genga.wan.weights.Weights;
import genga.wan.weights.WeightsException;
import java.util.Arrays;

/// Checks the tensors of a VAE stage by stage, in the order in which pictures pass them: each stage must take the
/// channels the one before it gives.
final class VaeShapes {
    /// Stages that halve or double the sides, and those of them that do so with time: 8 pixels and 4 frames to a
    /// cell.
    private static final int RESAMPLINGS = 3;

    private static final int IN_TIME = 2;

    private final Weights source;
    private long channels;
    private int resamplings;
    private int inTime;

    /// @param channels what comes in: 3 colours, or the channels of a latent
    VaeShapes(Weights source, long channels) {
        this.source = source;
        this.channels = channels;
    }

    /// A convolution from the channels there are to as many as its weight has rows.
    void conv(String name, long... kernel) {
        conv(ShapeCheck.axes(source, name + ".weight", kernel.length + 2)[0], name, kernel);
    }

    /// A convolution to a fixed number of channels.
    void conv(long outputs, String name, long... kernel) {
        long[] shape = new long[kernel.length + 2];
        shape[0] = outputs;
        shape[1] = channels;
        System.arraycopy(kernel, 0, shape, 2, kernel.length);
        ShapeCheck.require(source, name + ".weight", shape);
        ShapeCheck.require(source, name + ".bias", outputs);
        channels = outputs;
    }

    void residual(String name) {
        long inputs = channels;
        gamma(name + ".residual.0.gamma");
        conv(name + ".residual.2", 3, 3, 3);
        gamma(name + ".residual.3.gamma");
        long outputs = channels;
        conv(outputs, name + ".residual.6", 3, 3, 3);
        if (inputs != outputs || source.has(name + ".shortcut.weight")) {
            channels = inputs;
            conv(outputs, name + ".shortcut", 1, 1, 1);
        }
    }

    void attention(String name) {
        long width = channels;
        gamma(name + ".norm.gamma");
        conv(3 * width, name + ".to_qkv", 1, 1);
        channels = width;
        conv(width, name + ".proj", 1, 1);
    }

    /// @param timeOutputs rows of the time convolution by its channels: 1 where time is halved, 2 where it is doubled
    void resample(String name, int timeOutputs) {
        long inputs = channels;
        resamplings++;
        if (source.has(name + ".time_conv.weight")) {
            inTime++;
            conv(timeOutputs * inputs, name + ".time_conv", 3, 1, 1);
            channels = inputs;
        }
        conv(timeOutputs == 1 ? inputs : inputs / 2, name + ".resample.1", 3, 3);
    }

    void head(String name, long outputs) {
        gamma(name + ".0.gamma");
        conv(outputs, name + ".2", 3, 3, 3);
    }

    void requireAllResamplings(String network) {
        if (resamplings != RESAMPLINGS || inTime != IN_TIME) {
            throw new WeightsException(
                    "%s of %s: expected %d stages that change the sides, %d of them time too, found %d and %d; is it a"
                                    .formatted(network, source.origin(), RESAMPLINGS, IN_TIME, resamplings, inTime)
                            + " Wan2.1 VAE?");
        }
    }

    /// A factor per channel, whatever axes of one follow.
    private void gamma(String name) {
        long[] shape = source.shape(name);
        long[] expected = new long[Math.max(1, shape.length)];
        Arrays.fill(expected, 1);
        expected[0] = channels;
        ShapeCheck.require(source, name, expected);
    }
}
