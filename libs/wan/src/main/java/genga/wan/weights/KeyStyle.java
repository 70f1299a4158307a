package genga.wan.weights;

import java.util.List;
import java.util.Optional;

/// How a publisher names the tensors of a model. Every style is read under the original authors' names.
public enum KeyStyle {
    /// The names of Wan-Video/Wan2.1.
    ORIGINAL,
    /// Original names behind `model.diffusion_model.` or `diffusion_model.`: ComfyUI.
    PREFIXED,
    /// Hugging Face diffusers, and transformers for the text encoder.
    DIFFUSERS;

    private static final List<String> PREFIXES = List.of("model.diffusion_model.", "diffusion_model.");
    private static final String COMPILED = "_orig_mod.";

    /// Before the names of a text encoder saved as part of a whole T5; a VAE has other names behind it.
    private static final String ENCODER = "encoder.";

    private static final List<String> IN_ENCODER = List.of("token_embedding.", "blocks.", "norm.");
    private static final List<String> DIFFUSERS_MARKS = List.of(
            "condition_embedder.text_embedder.linear_1.weight",
            "encoder.conv_in.weight",
            "decoder.conv_in.weight",
            "encoder.block.0.layer.0.SelfAttention.q.weight");

    static String withoutPrefix(String name) {
        String bare = name.replace(COMPILED, "");
        for (String prefix : PREFIXES) {
            if (bare.startsWith(prefix)) {
                return bare.substring(prefix.length());
            }
        }
        boolean inside = bare.startsWith(ENCODER)
                && IN_ENCODER.stream().anyMatch(part -> bare.startsWith(part, ENCODER.length()));
        return inside ? bare.substring(ENCODER.length()) : bare;
    }

    /// The style of a file, told by keys only that style has.
    static KeyStyle of(Weights weights) {
        if (DIFFUSERS_MARKS.stream().anyMatch(weights::has)) {
            return DIFFUSERS;
        }
        return weights.names().stream().allMatch(name -> withoutPrefix(name).equals(name)) ? ORIGINAL : PREFIXED;
    }

    /// The original name of a tensor, or nothing for one that no model of this family uses.
    Optional<String> original(String name) {
        return switch (this) {
            case ORIGINAL, PREFIXED -> Optional.of(withoutPrefix(name));
            case DIFFUSERS -> DiffusersNames.original(withoutPrefix(name));
        };
    }
}
