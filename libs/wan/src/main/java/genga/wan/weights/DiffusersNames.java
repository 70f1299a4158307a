package genga.wan.weights;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Hugging Face's names for the three models, turned into the original ones.
///
/// Sources: `scripts/convert_wan_to_diffusers.py` of huggingface/diffusers (transformer and VAE), `UMT5EncoderModel`
/// of huggingface/transformers. The two norms of a block trade names: `norm2` there is `norm3` here.
final class DiffusersNames {
    /// Whole module names, by what stands before the last dot.
    private static final Map<String, String> MODULES = Map.ofEntries(
            Map.entry("condition_embedder.time_embedder.linear_1", "time_embedding.0"),
            Map.entry("condition_embedder.time_embedder.linear_2", "time_embedding.2"),
            Map.entry("condition_embedder.text_embedder.linear_1", "text_embedding.0"),
            Map.entry("condition_embedder.text_embedder.linear_2", "text_embedding.2"),
            Map.entry("condition_embedder.time_proj", "time_projection.1"),
            Map.entry("condition_embedder.image_embedder.norm1", "img_emb.proj.0"),
            Map.entry("condition_embedder.image_embedder.ff.net.0.proj", "img_emb.proj.1"),
            Map.entry("condition_embedder.image_embedder.ff.net.2", "img_emb.proj.3"),
            Map.entry("condition_embedder.image_embedder.norm2", "img_emb.proj.4"),
            Map.entry("proj_out", "head.head"),
            Map.entry("shared", "token_embedding"),
            Map.entry("encoder.final_layer_norm", "norm"),
            Map.entry("encoder.conv_in", "encoder.conv1"),
            Map.entry("encoder.norm_out", "encoder.head.0"),
            Map.entry("encoder.conv_out", "encoder.head.2"),
            Map.entry("decoder.conv_in", "decoder.conv1"),
            Map.entry("decoder.norm_out", "decoder.head.0"),
            Map.entry("decoder.conv_out", "decoder.head.2"),
            Map.entry("quant_conv", "conv1"),
            Map.entry("post_quant_conv", "conv2"));

    /// Parts of a transformer block.
    private static final Map<String, String> BLOCK = Map.ofEntries(
            Map.entry("attn1.", "self_attn."),
            Map.entry("attn2.", "cross_attn."),
            Map.entry(".to_q", ".q"),
            Map.entry(".to_k", ".k"),
            Map.entry(".to_v", ".v"),
            Map.entry(".to_out.0", ".o"),
            Map.entry(".add_k_proj", ".k_img"),
            Map.entry(".add_v_proj", ".v_img"),
            Map.entry(".norm_added_k", ".norm_k_img"),
            Map.entry("ffn.net.0.proj", "ffn.0"),
            Map.entry("ffn.net.2", "ffn.2"));

    private static final Pattern TRANSFORMER_BLOCK = Pattern.compile("(blocks\\.\\d+\\.)(.+)");
    private static final Pattern TEXT_LAYER = Pattern.compile("encoder\\.block\\.(\\d+)\\.layer\\.([01])\\.(.+)");
    private static final Map<String, String> TEXT_PARTS = Map.of(
            "0.layer_norm", "norm1",
            "0.SelfAttention.q", "attn.q",
            "0.SelfAttention.k", "attn.k",
            "0.SelfAttention.v", "attn.v",
            "0.SelfAttention.o", "attn.o",
            "0.SelfAttention.relative_attention_bias", "pos_embedding.embedding",
            "1.layer_norm", "norm2",
            "1.DenseReluDense.wi_0", "ffn.gate.0",
            "1.DenseReluDense.wi_1", "ffn.fc1",
            "1.DenseReluDense.wo", "ffn.fc2");

    /// The same tensor as `shared.weight`, stored again by some exporters.
    private static final String TIED = "encoder.embed_tokens.weight";

    private static final List<String> KEPT = List.of("patch_embedding");

    private DiffusersNames() {}

    /// The original name, or nothing for a tensor stored twice; a name of no known model stays as it is.
    static Optional<String> original(String name) {
        if (name.equals(TIED)) {
            return Optional.empty();
        }
        if (name.equals("scale_shift_table")) {
            return Optional.of("head.modulation");
        }
        int dot = name.lastIndexOf('.');
        String module = dot < 0 ? name : name.substring(0, dot);
        String rest = dot < 0 ? "" : name.substring(dot);
        return Optional.of(KEPT.contains(module) ? name : module(module, name, rest));
    }

    private static String module(String module, String name, String rest) {
        if (MODULES.containsKey(module)) {
            return MODULES.get(module) + rest;
        }
        Matcher block = TRANSFORMER_BLOCK.matcher(name);
        if (block.matches()) {
            return block.group(1) + inBlock(block.group(2));
        }
        Matcher layer = TEXT_LAYER.matcher(module);
        if (layer.matches()) {
            String part = TEXT_PARTS.get(layer.group(2) + "." + layer.group(3));
            return part == null ? name : "blocks." + layer.group(1) + "." + part + rest;
        }
        return DiffusersVaeNames.original(module)
                .map(original -> original + rest)
                .orElse(name);
    }

    /// The original name of a tensor inside a transformer block.
    static String inBlock(String name) {
        if (name.equals("scale_shift_table")) {
            return "modulation";
        }
        if (name.startsWith("norm2.") || name.startsWith("norm3.")) {
            return (name.charAt(4) == '2' ? "norm3." : "norm2.") + name.substring(6);
        }
        String renamed = name;
        for (Map.Entry<String, String> part : BLOCK.entrySet()) {
            renamed = renamed.replace(part.getKey(), part.getValue());
        }
        return renamed;
    }
}
