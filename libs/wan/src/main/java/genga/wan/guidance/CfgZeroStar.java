package genga.wan.guidance;

/// CFG-Zero* (arXiv 2503.18886): the unconditional velocity is scaled to fit the conditional one before guidance,
/// `v = a v_u + g (v_c - a v_u)` with `a = <v_c, v_u> / (|v_u|² + 1e-8)` over the whole latent, and the first steps
/// move nothing.
///
/// @param zeroSteps how many steps at the start return the velocity 0. The official pipeline does so for step 0, its
///     demonstration for steps 0 and 1.
public record CfgZeroStar(int zeroSteps) implements GuidanceOption {
    public CfgZeroStar {
        if (zeroSteps < 0) {
            throw new IllegalArgumentException("CFG-Zero* zero steps must be 0 or more, got " + zeroSteps);
        }
    }

    /// As the official pipeline does it.
    public static CfgZeroStar official() {
        return new CfgZeroStar(1);
    }
}
