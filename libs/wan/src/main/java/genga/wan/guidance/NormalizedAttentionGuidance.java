package genga.wan.guidance;

/// NAG (arXiv 2505.21179): in every cross-attention the result for the prompt is pushed away from that for the
/// negative prompt. Costs one more cross-attention and no second pass, so it works at guidance 1.
///
/// Norms are L1 over all heads before the output projection, as in every Wan version (the FLUX code uses L2).
///
/// @param scale s in `g = s zp - (s - 1) zn`, above 1
/// @param tau longest `|g|₁ / |zp|₁`
/// @param alpha share of g in the result, 0 to 1
/// @param sigmaEnd acts while sigma is at least this; 0 acts to the end
public record NormalizedAttentionGuidance(double scale, double tau, double alpha, double sigmaEnd)
        implements GuidanceOption {
    public NormalizedAttentionGuidance {
        if (!(scale > 1)) {
            throw new IllegalArgumentException(
                    "NAG scale must be above 1 (11 is usual; leave NAG out to turn it off), got " + scale);
        }
        if (!(tau > 0) || !(alpha >= 0 && alpha <= 1) || !(sigmaEnd >= 0 && sigmaEnd <= 1)) {
            throw new IllegalArgumentException(
                    "NAG needs tau above 0, alpha and the last sigma in 0 to 1, got tau %s, alpha %s, sigma %s"
                            .formatted(tau, alpha, sigmaEnd));
        }
    }

    /// 11, 2.5, 0.25 to the end: the values of the common ComfyUI nodes. (The method's author takes 11, 3.5, 0.5 for
    /// Wan.)
    public static NormalizedAttentionGuidance usual() {
        return new NormalizedAttentionGuidance(11, 2.5, 0.25, 0);
    }
}
