package genga.wan.adapter.form;

import java.util.Locale;

/// The part of a transformer a module belongs to, for reports.
public enum ModuleCategory {
    SELF_ATTENTION,
    CROSS_ATTENTION,
    FEED_FORWARD,
    NORM,
    MODULATION,
    EMBEDDING,
    HEAD,
    IMAGE,
    OTHER;

    /// Told by words every style of names has in common.
    static ModuleCategory of(String name) {
        String flat = name.replace('.', '_');
        if (flat.contains("img") || flat.contains("image") || flat.contains("add_k") || flat.contains("add_v")) {
            return IMAGE;
        }
        if (flat.contains("modulation") || flat.contains("scale_shift") || flat.endsWith("diff_m")) {
            return MODULATION;
        }
        if (flat.contains("norm")) {
            return NORM;
        }
        if (flat.contains("self_attn") || flat.contains("attn1")) {
            return SELF_ATTENTION;
        }
        if (flat.contains("cross_attn") || flat.contains("attn2")) {
            return CROSS_ATTENTION;
        }
        return outside(flat);
    }

    private static ModuleCategory outside(String flat) {
        if (flat.contains("ffn")) {
            return FEED_FORWARD;
        }
        if (flat.contains("embed") || flat.contains("time_proj")) {
            return EMBEDDING;
        }
        return flat.contains("head") || flat.contains("proj_out") ? HEAD : OTHER;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
