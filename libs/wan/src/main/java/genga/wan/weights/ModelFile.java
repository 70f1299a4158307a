package genga.wan.weights;

import genga.wan.tensor.DType;
import genga.wan.weights.ModelKind.Adapter;
import genga.wan.weights.ModelKind.AdapterMark;
import genga.wan.weights.ModelKind.TextEncoder;
import genga.wan.weights.ModelKind.Transformer;
import genga.wan.weights.ModelKind.Vae;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// A recognised weights file.
///
/// @param weights the tensors under their original names, scales as `LAYER.scale_weight`, everything else hidden;
///     adapters keep their own names
/// @param published the same tensors as the file names them, which closes with `weights`
public record ModelFile(ModelKind kind, KeyStyle style, Quantisation quantisation, Weights weights, Weights published)
        implements AutoCloseable {
    private static final Pattern BLOCK_LINEAR =
            Pattern.compile("blocks\\.\\d+\\.((self|cross)_attn\\.[qkvo]|ffn\\.[02])\\.weight");

    private static final long LATENT_CHANNELS = 16;

    /// Opens a file of any container and says what it is; a file of no known kind is an error.
    public static ModelFile open(Path path) {
        Weights published = Weights.open(path);
        try {
            return recognise(published);
        } catch (RuntimeException e) {
            published.close();
            throw e;
        }
    }

    static ModelFile recognise(Weights published) {
        Optional<AdapterMark> adapter = adapterMark(published);
        if (adapter.isPresent()) {
            return new ModelFile(
                    new Adapter(adapter.get()), KeyStyle.of(published), Quantisation.NONE, published, published);
        }
        KeyStyle style = KeyStyle.of(published);
        Weights weights = RenamedWeights.of(
                published, name -> Quantisation.scaleNamed(name).flatMap(style::original));
        return new ModelFile(kind(weights, published), style, Quantisation.of(weights), weights, published);
    }

    /// These weights if they are a text-to-video transformer; otherwise an error that says what the file is. Of what
    /// is stored in eight bits, the linears of the blocks stay so, with their scales; everything else is seen as
    /// BF16.
    public Weights requireTransformer() {
        if (kind instanceof Transformer transformer && transformer.textToVideo()) {
            return WidenedWeights.of(
                    weights, DType.BF16, name -> !BLOCK_LINEAR.matcher(name).matches());
        }
        throw wrongKind("a Wan2.1 text-to-video transformer");
    }

    /// These weights if they are a VAE of this family, whose latents have 16 channels.
    public Weights requireVae() {
        if (kind instanceof Vae vae && vae.latent() == LATENT_CHANNELS) {
            return weights;
        }
        throw wrongKind("a Wan2.1 VAE");
    }

    /// These weights if they are a text encoder; what is stored in eight bits is seen as BF16.
    public Weights requireTextEncoder() {
        if (kind instanceof TextEncoder) {
            return WidenedWeights.of(weights, DType.BF16, name -> true);
        }
        throw wrongKind("a UMT5 text encoder");
    }

    private WeightsException wrongKind(String expected) {
        return new WeightsException("%s is a %s; expected %s".formatted(weights.origin(), kind, expected));
    }

    private static Optional<AdapterMark> adapterMark(Weights weights) {
        boolean difference = false;
        boolean lora = false;
        for (String name : weights.names()) {
            if (name.contains("hada_w1")) {
                return Optional.of(AdapterMark.LOHA);
            }
            if (name.contains("lokr_w")) {
                return Optional.of(AdapterMark.LOKR);
            }
            if (name.endsWith("dora_scale") || name.contains("lora_magnitude_vector")) {
                return Optional.of(AdapterMark.DORA);
            }
            lora |= name.contains(".lora") || name.contains("_lora.");
            difference |= name.endsWith(".diff") || name.endsWith(".diff_b") || name.endsWith(".diff_m");
        }
        if (lora) {
            return Optional.of(AdapterMark.LORA);
        }
        return difference ? Optional.of(AdapterMark.DIFFERENCE) : Optional.empty();
    }

    private static ModelKind kind(Weights weights, Weights published) {
        if (weights.has("patch_embedding.weight") && weights.has("blocks.0.ffn.0.weight")) {
            return transformer(weights);
        }
        if (weights.has("encoder.conv1.weight") || weights.has("decoder.conv1.weight")) {
            return vae(weights);
        }
        if (weights.has("token_embedding.weight") && weights.has("blocks.0.ffn.gate.0.weight")) {
            long[] embedding = ShapeCheck.axes(weights, "token_embedding.weight", 2);
            boolean tokenizer = published.has("spiece_model");
            return new TextEncoder(embedding[0], embedding[1], count(weights, ".attn.q.weight"), tokenizer);
        }
        throw new WeightsException("%s is no model known here: its %d tensors are named like %s; expected a Wan2.1"
                        .formatted(weights.origin(), weights.names().size(), example(weights))
                + " transformer, VAE, UMT5 text encoder or adapter");
    }

    private static Transformer transformer(Weights weights) {
        long[] patch = ShapeCheck.axes(weights, "patch_embedding.weight", 5);
        long[] inner = ShapeCheck.axes(weights, "blocks.0.ffn.0.weight", 2);
        return new Transformer(patch[1], patch[0], inner[0], count(weights, ".self_attn.q.weight"));
    }

    private static Vae vae(Weights weights) {
        boolean encodes = weights.has("encoder.conv1.weight");
        String first = encodes ? "encoder.conv1.weight" : "decoder.head.2.weight";
        long[] shape = ShapeCheck.axes(weights, first, 5);
        long latent = weights.has("conv2.weight") ? ShapeCheck.axes(weights, "conv2.weight", 5)[0] : 16;
        return new Vae(encodes ? shape[0] : shape[1], latent);
    }

    private static int count(Weights weights, String part) {
        int blocks = 0;
        while (weights.has("blocks." + blocks + part)) {
            blocks++;
        }
        return blocks;
    }

    private static String example(Weights weights) {
        return weights.names().stream().findFirst().orElse("nothing");
    }

    @Override
    public void close() {
        weights.close();
    }
}
