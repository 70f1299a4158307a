package genga.wan.guidance;

import java.util.Set;

/// Skip-layer guidance: a pass with the negative prompt in which some blocks are left out, as an example of what to
/// avoid.
///
/// @param blocks numbers of the blocks left out
/// @param scale of [Mode#ORIGINAL]; the other mode does not read it
public record SkipLayerGuidance(Mode mode, Set<Integer> blocks, double scale, Window window) implements GuidanceOption {
    /// The two forms musubi-tuner knows (`wan_generate_video.py`).
    public enum Mode {
        /// The pass without the blocks takes the unconditional pass's place; costs nothing.
        UNCONDITIONAL,
        /// A third pass: `v + scale (v_c - v_skipped)`, as in Stable Diffusion 3.
        ORIGINAL
    }

    public SkipLayerGuidance {
        blocks = Set.copyOf(blocks);
        if (blocks.isEmpty() || blocks.stream().anyMatch(block -> block < 0)) {
            throw new IllegalArgumentException(
                    "skip-layer guidance needs at least one block, counted from 0 (9 or 10 are usual), got " + blocks);
        }
        if (!Double.isFinite(scale)) {
            throw new IllegalArgumentException("skip-layer scale must be a finite number, got " + scale);
        }
    }

    /// In the unconditional pass's place, from a fifth of the steps on.
    public static SkipLayerGuidance unconditional(Set<Integer> blocks) {
        return new SkipLayerGuidance(Mode.UNCONDITIONAL, blocks, 0, new Window(0.2, 1));
    }

    /// With scale 3 in the first three tenths of the steps.
    public static SkipLayerGuidance original(Set<Integer> blocks) {
        return new SkipLayerGuidance(Mode.ORIGINAL, blocks, 3, new Window(0, 0.3));
    }
}
