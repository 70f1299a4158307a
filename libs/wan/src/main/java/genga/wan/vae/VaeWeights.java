package genga.wan.vae;

import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.ShapeCheck;
import genga.wan.weights.Weights;
import genga.wan.weights.WeightsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The stages of encoder and decoder, found by the names of their tensors, on one device in one type.
///
/// The names say what a stage is: `residual.0.gamma`, `to_qkv.weight`, `resample.1.weight` (with `time_conv.weight`
/// where time is halved or doubled too).
final class VaeWeights {
    private static final int COLOURS = 3;

    private final Weights source;
    private final TensorScope scope;
    private final Device device;
    private final DType type;

    VaeWeights(Weights source, TensorScope scope, Device device, DType type) {
        this.source = source;
        this.scope = scope;
        this.device = device;
        this.type = type;
        if (!source.has("encoder.conv1.weight") || !source.has("decoder.conv1.weight")) {
            throw new WeightsException("%s: expected encoder.conv1.weight and decoder.conv1.weight; is it a Wan2.1 VAE?"
                    .formatted(source.origin()));
        }
    }

    Map<String, VaeStage> encoder() {
        VaeShapes shapes = new VaeShapes(source, COLOURS);
        shapes.conv("encoder.conv1", 3, 3, 3);
        Map<String, VaeStage> stages = new LinkedHashMap<>();
        stages.put("encoder.conv1", new VaeStage.Conv(tensors("encoder.conv1.weight", "encoder.conv1.bias")));
        addAll(stages, shapes, "encoder.downsamples.");
        addAll(stages, shapes, "encoder.middle.");
        stages.put("encoder.head", head(shapes, "encoder.head", 2L * Latent.CHANNELS));
        shapes.requireAllResamplings("encoder");
        return stages;
    }

    Map<String, VaeStage> decoder() {
        VaeShapes shapes = new VaeShapes(source, Latent.CHANNELS);
        shapes.conv("decoder.conv1", 3, 3, 3);
        Map<String, VaeStage> stages = new LinkedHashMap<>();
        stages.put("decoder.conv1", new VaeStage.Conv(tensors("decoder.conv1.weight", "decoder.conv1.bias")));
        addAll(stages, shapes, "decoder.middle.");
        addAll(stages, shapes, "decoder.upsamples.");
        stages.put("decoder.head", head(shapes, "decoder.head", COLOURS));
        shapes.requireAllResamplings("decoder");
        return stages;
    }

    /// The 1 x 1 x 1 convolution between network and latent: `conv1` after the encoder, with mean and spread of each
    /// channel, `conv2` before the decoder.
    List<Tensor> point(String name, long channels) {
        new VaeShapes(source, channels).conv(channels, name, 1, 1, 1);
        return tensors(name + ".weight", name + ".bias");
    }

    private void addAll(Map<String, VaeStage> stages, VaeShapes shapes, String prefix) {
        for (int i = 0; ; i++) {
            String name = prefix + i;
            if (source.has(name + ".residual.0.gamma")) {
                stages.put(name, residual(shapes, name));
            } else if (source.has(name + ".to_qkv.weight")) {
                stages.put(name, attention(shapes, name));
            } else if (source.has(name + ".resample.1.weight")) {
                stages.put(name, resample(shapes, name));
            } else if (i == 0) {
                throw new WeightsException("%s: expected tensors named %s.*, found none; is it cut short?"
                        .formatted(source.origin(), name));
            } else {
                ShapeCheck.requireNoneBeyond(source, prefix, i);
                return;
            }
        }
    }

    private VaeStage residual(VaeShapes shapes, String name) {
        shapes.residual(name);
        List<String> names = new ArrayList<>();
        Stream.of(
                        "residual.0.gamma",
                        "residual.2.weight",
                        "residual.2.bias",
                        "residual.3.gamma",
                        "residual.6.weight",
                        "residual.6.bias")
                .forEach(part -> names.add(name + "." + part));
        if (source.has(name + ".shortcut.weight")) {
            names.add(name + ".shortcut.weight");
            names.add(name + ".shortcut.bias");
        }
        return new VaeStage.Residual(tensors(names.toArray(String[]::new)));
    }

    private VaeStage attention(VaeShapes shapes, String name) {
        shapes.attention(name);
        return new VaeStage.Attention(tensors(
                name + ".norm.gamma",
                name + ".to_qkv.weight",
                name + ".to_qkv.bias",
                name + ".proj.weight",
                name + ".proj.bias"));
    }

    private VaeStage resample(VaeShapes shapes, String name) {
        boolean down = name.startsWith("encoder");
        shapes.resample(name, down ? 1 : 2);
        List<String> names = new ArrayList<>(List.of(name + ".resample.1.weight", name + ".resample.1.bias"));
        if (source.has(name + ".time_conv.weight")) {
            names.add(name + ".time_conv.weight");
            names.add(name + ".time_conv.bias");
        }
        List<Tensor> weights = tensors(names.toArray(String[]::new));
        return down ? new VaeStage.Down(weights) : new VaeStage.Up(weights);
    }

    private VaeStage head(VaeShapes shapes, String name, long outputs) {
        shapes.head(name, outputs);
        return new VaeStage.Head(tensors(name + ".0.gamma", name + ".2.weight", name + ".2.bias"));
    }

    private List<Tensor> tensors(String... names) {
        return Stream.of(names).map(this::tensor).toList();
    }

    /// A copy with the channels last in memory, as the stages read it.
    private Tensor tensor(String name) {
        try (TensorScope scratch = scope.child()) {
            Tensor stored = source.tensor(scratch, name).to(scratch, type).to(scratch, device);
            return VaeStage.script().call(scope, "channels_last", stored);
        }
    }
}
