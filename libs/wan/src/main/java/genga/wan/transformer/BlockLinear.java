package genga.wan.transformer;

import java.util.List;

/// The ten linear layers of a transformer block, in the order scripts count them; these are what adapters attach to.
public enum BlockLinear {
    SELF_Q("self_attn.q"),
    SELF_K("self_attn.k"),
    SELF_V("self_attn.v"),
    SELF_O("self_attn.o"),
    CROSS_Q("cross_attn.q"),
    CROSS_K("cross_attn.k"),
    CROSS_V("cross_attn.v"),
    CROSS_O("cross_attn.o"),
    FFN_IN("ffn.0"),
    FFN_OUT("ffn.2");

    /// All ten; `values()` without the copy.
    public static final List<BlockLinear> ALL = List.of(values());

    private final String path;

    BlockLinear(String path) {
        this.path = path;
    }

    /// Whether its input is the text and not the picture's tokens.
    public boolean readsText() {
        return this == CROSS_K || this == CROSS_V;
    }

    /// The dotted name inside a block, such as `self_attn.q`.
    public String path() {
        return path;
    }

    /// The dotted name inside the model, such as `blocks.7.self_attn.q`.
    public String module(int block) {
        return "blocks." + block + "." + path;
    }
}
