package genga.contracts.vocabulary;

/// What a project's clips must be like to be kept. Measures are those of [ClipMeasures].
///
/// @param leastFrames       frames at 16 fps, under which a clip gives no part of the dataset a fragment
/// @param motion            how much must, and may, move
/// @param mostTransition    content score inside a clip; a hard cut has 27 or more
/// @param mostLetterbox     share of the picture under black bars, 0..1
/// @param leastBrightness   mean luma
/// @param mostFlicker       luma
/// @param leastSharpness    variance of the Laplacian
/// @param mostOverlay       share of the picture under text, 0..1
/// @param duplicateDistance bits of 64 in which pictures may differ and still be the same
public record ScreeningThresholds(
        int leastFrames,
        Motion motion,
        double mostTransition,
        double mostLetterbox,
        double leastBrightness,
        double mostFlicker,
        double leastSharpness,
        double mostOverlay,
        int duplicateDistance) {

    public ScreeningThresholds {
        require(leastFrames >= 1, "leastFrames", "1 or more", leastFrames);
        require(mostTransition > 0 && mostTransition <= 255, "mostTransition", "over 0 and up to 255", mostTransition);
        require(mostLetterbox >= 0 && mostLetterbox <= 1, "mostLetterbox", "0 to 1", mostLetterbox);
        require(leastBrightness >= 0 && leastBrightness < 255, "leastBrightness", "0 to 254", leastBrightness);
        require(mostFlicker > 0 && mostFlicker <= 255, "mostFlicker", "over 0 and up to 255", mostFlicker);
        require(leastSharpness >= 0, "leastSharpness", "0 or more", leastSharpness);
        require(mostOverlay >= 0 && mostOverlay <= 1, "mostOverlay", "0 to 1", mostOverlay);
        require(duplicateDistance >= 0 && duplicateDistance <= 64, "duplicateDistance", "0 to 64", duplicateDistance);
    }

    /// The defaults. A still shot under grain moves by 0.05, a slow drift of light by 0.5, calm motion by 0.7 to 2.4,
    /// a shaking camera by 50; the
    /// smallest moving bucket of the usual recipe has 21 frames.
    public static ScreeningThresholds usual() {
        return new ScreeningThresholds(21, new Motion(0.3, 0.6, 25), 27, 0.04, 12, 6, 5, 0.01, 6);
    }

    /// Mean luma difference between frames.
    ///
    /// @param least under it a clip is too static
    /// @param calm  under it a person should look whether it moves enough
    /// @param fast  over it a person should look whether it can be followed
    public record Motion(double least, double calm, double fast) {
        public Motion {
            require(
                    least >= 0 && least <= calm && calm < fast && fast <= 255,
                    "motion",
                    "0 <= least <= calm < fast <= 255",
                    "%s, %s, %s".formatted(least, calm, fast));
        }
    }

    private static void require(boolean holds, String field, String expected, Object found) {
        if (!holds) {
            throw new IllegalArgumentException("%s must be %s, got %s".formatted(field, expected, found));
        }
    }
}
