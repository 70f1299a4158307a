package genga.wan.adapter.form;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the module of a base model that an adapter's key means, whatever the key's style.
///
/// Names are compared with dots written as underscores, since kohya's files cannot tell them apart.
final class ModuleNames {
    private static final String BLOCKS = "blocks.";
    private static final List<String> PREFIXES = List.of(
            "lora_unet__",
            "lora_unet_",
            "lycoris_",
            "base_model.model.",
            "model.diffusion_model.",
            "diffusion_model.",
            "transformer.",
            "pipe.dit.",
            "unet.");

    /// Hugging Face's names of modules, by the original ones (`scripts/convert_wan_to_diffusers.py`).
    private static final Map<String, String> DIFFUSERS = Map.ofEntries(
            Map.entry("self_attn.q", "attn1.to_q"),
            Map.entry("self_attn.k", "attn1.to_k"),
            Map.entry("self_attn.v", "attn1.to_v"),
            Map.entry("self_attn.o", "attn1.to_out.0"),
            Map.entry("self_attn.norm_q", "attn1.norm_q"),
            Map.entry("self_attn.norm_k", "attn1.norm_k"),
            Map.entry("cross_attn.q", "attn2.to_q"),
            Map.entry("cross_attn.k", "attn2.to_k"),
            Map.entry("cross_attn.v", "attn2.to_v"),
            Map.entry("cross_attn.o", "attn2.to_out.0"),
            Map.entry("cross_attn.norm_q", "attn2.norm_q"),
            Map.entry("cross_attn.norm_k", "attn2.norm_k"),
            Map.entry("cross_attn.k_img", "attn2.add_k_proj"),
            Map.entry("cross_attn.v_img", "attn2.add_v_proj"),
            Map.entry("ffn.0", "ffn.net.0.proj"),
            Map.entry("ffn.2", "ffn.net.2"),
            Map.entry("norm3", "norm2"),
            Map.entry("modulation", "scale_shift_table"),
            Map.entry("time_embedding.0", "condition_embedder.time_embedder.linear_1"),
            Map.entry("time_embedding.2", "condition_embedder.time_embedder.linear_2"),
            Map.entry("text_embedding.0", "condition_embedder.text_embedder.linear_1"),
            Map.entry("text_embedding.2", "condition_embedder.text_embedder.linear_2"),
            Map.entry("time_projection.1", "condition_embedder.time_proj"),
            Map.entry("head.modulation", "scale_shift_table"),
            Map.entry("head.head", "proj_out"));

    private final Map<String, String> modules = new HashMap<>();

    ModuleNames(AdapterTarget target) {
        for (String tensor : target.tensors().keySet()) {
            String module = moduleOf(tensor);
            modules.put(flat(module), module);
            modules.put(flat(diffusers(module)), module);
        }
    }

    /// The module a tensor belongs to: `x` for `x.weight` and `x.bias`, the tensor's own name otherwise.
    private static String moduleOf(String tensor) {
        return tensor.replaceFirst("\\.(weight|bias)$", "");
    }

    private static String flat(String name) {
        return name.replace('.', '_');
    }

    /// The original module name of what a file calls `name`.
    Optional<String> find(String name, AdapterPart part) {
        String bare = name;
        for (String prefix : PREFIXES) {
            if (bare.startsWith(prefix)) {
                bare = bare.substring(prefix.length());
            }
        }
        String flat = flat(bare);
        if (part == AdapterPart.MODULATION_DIFFERENCE && !modules.containsKey(flat)) {
            flat += "_modulation";
        }
        return Optional.ofNullable(modules.get(flat));
    }

    static String musubi(String module) {
        return "lora_unet_" + flat(module);
    }

    static String diffusers(String module) {
        if (!module.startsWith(BLOCKS)) {
            return DIFFUSERS.getOrDefault(module, module);
        }
        int inner = module.indexOf('.', BLOCKS.length()) + 1;
        String path = module.substring(inner);
        return module.substring(0, inner) + DIFFUSERS.getOrDefault(path, path);
    }
}
