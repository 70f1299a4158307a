package genga.wan.guidance;

/// TeaCache (arXiv 2411.19108): while the time embedding has moved little since the last full pass, the blocks are
/// not computed and their last change is added again.
///
/// @param threshold how much estimated change is let pass; 0.14 to 0.3 for 14B, 0.05 to 0.08 for 1.3B
public record TeaCache(double threshold, TeaCacheFit fit, Sign sign) implements GuidanceOption {
    /// Runs this short are never worth a skip.
    static final int LEAST_STEPS = 9;

    /// What is made of a negative estimate, which the polynomials give outside the range they were fitted in.
    public enum Sign {
        /// Its size counts. The default.
        ABSOLUTE,
        /// It is added as it is, as the official code does, where it holds off the next full pass.
        OFFICIAL
    }

    public TeaCache {
        if (!(threshold > 0)) {
            throw new IllegalArgumentException(
                    "TeaCache threshold must be above 0 (0.14 is usual for 14B), got " + threshold);
        }
    }

    /// With sizes of estimates, which never hold a full pass off for good.
    public static TeaCache of(double threshold, TeaCacheFit fit) {
        return new TeaCache(threshold, fit, Sign.ABSOLUTE);
    }
}
