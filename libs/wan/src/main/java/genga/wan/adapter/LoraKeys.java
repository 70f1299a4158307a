package genga.wan.adapter;

import genga.wan.transformer.BlockLinear;
import genga.wan.transformer.TransformerShape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the key of any common adapter file as a module of the transformer and a part of its change.
///
/// Names are compared with dots written as underscores, since kohya's files cannot tell them apart.
final class LoraKeys {
    static final String MUSUBI_PREFIX = "lora_unet_";
    static final String COMFYUI_PREFIX = "diffusion_model.";

    /// The parts of a module's change that a key can hold.
    enum Part {
        DOWN,
        UP,
        ALPHA
    }

    /// What a key stands for.
    record Place(String module, Part part) {}

    private static final List<String> PREFIXES = List.of(
            "lora_unet__",
            MUSUBI_PREFIX,
            "lycoris_",
            "base_model.model.",
            "model.diffusion_model.",
            COMFYUI_PREFIX,
            "transformer.",
            "pipe.dit.");

    private static final Map<String, Part> SUFFIXES = suffixes();

    private static final Map<String, String> DIFFUSERS = Map.of(
            "self_attn.q", "attn1.to_q",
            "self_attn.k", "attn1.to_k",
            "self_attn.v", "attn1.to_v",
            "self_attn.o", "attn1.to_out.0",
            "cross_attn.q", "attn2.to_q",
            "cross_attn.k", "attn2.to_k",
            "cross_attn.v", "attn2.to_v",
            "cross_attn.o", "attn2.to_out.0",
            "ffn.0", "ffn.net.0.proj",
            "ffn.2", "ffn.net.2");

    private final Map<String, String> modules = new HashMap<>();

    LoraKeys(TransformerShape shape) {
        for (int block = 0; block < shape.blocks(); block++) {
            for (BlockLinear linear : BlockLinear.ALL) {
                String module = linear.module(block);
                modules.put(flat(module), module);
                modules.put(flat("blocks." + block + "." + DIFFUSERS.get(linear.path())), module);
            }
        }
    }

    private static Map<String, Part> suffixes() {
        Map<String, Part> suffixes = new HashMap<>();
        for (String down : List.of(
                ".lora_down.weight",
                "_lora.down.weight",
                ".lora_A.weight",
                ".lora.down.weight",
                ".lora_A",
                ".lora_linear_layer.down.weight",
                ".lora_A.default.weight")) {
            suffixes.put(down, Part.DOWN);
            suffixes.put(down.replace("down", "up").replace("lora_A", "lora_B"), Part.UP);
        }
        suffixes.put(".alpha", Part.ALPHA);
        return Map.copyOf(suffixes);
    }

    private static String flat(String name) {
        return name.replace('.', '_');
    }

    /// The place of a key, or nothing when it belongs to no linear of a block.
    Optional<Place> place(String key) {
        for (Map.Entry<String, Part> suffix : SUFFIXES.entrySet()) {
            if (key.endsWith(suffix.getKey())) {
                String name = key.substring(0, key.length() - suffix.getKey().length());
                String module = modules.get(flat(withoutPrefix(name)));
                if (module != null) {
                    return Optional.of(new Place(module, suffix.getValue()));
                }
            }
        }
        return Optional.empty();
    }

    private static String withoutPrefix(String name) {
        String bare = name;
        for (String prefix : PREFIXES) {
            if (bare.startsWith(prefix)) {
                bare = bare.substring(prefix.length());
            }
        }
        return bare;
    }

    static String musubi(String module) {
        return MUSUBI_PREFIX + flat(module);
    }

    static String comfyUi(String module) {
        return COMFYUI_PREFIX + module;
    }
}
