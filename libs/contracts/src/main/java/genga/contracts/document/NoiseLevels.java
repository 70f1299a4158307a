package genga.contracts.document;

import static genga.contracts.document.Requirement.or;
import static genga.contracts.document.Requirement.that;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Which noise levels a run trains at.
///
/// @param mode         how they are drawn, usually `shift`, whose s is the recipe's `shift`
/// @param sigmoidScale of the normal draw, usually 1: `sigmoid`, `shift` and the modes that follow the resolution
/// @param mean         of the normal draw, usually 0: `logit-normal`, `logsnr`, and `levels` bent so
/// @param deviation    of the normal draw, usually 1
/// @param least        the smallest level, 0 to 1
/// @param most         the largest level, 0 to 1
/// @param keepShape    cuts the distribution off at the least and the most level, where otherwise it is squeezed
///                     between them
/// @param strata       every so many items the uniform numbers behind the levels fall once into each of so many
///                     equal parts; 0 and 1 draw freely
/// @param bend         of `levels`: how evenly they are drawn
/// @param plusOne      tells the model `1000 sigma + 1`, as musubi-tuner does, and not `1000 sigma`; usually so but in
///                     the mode `levels`
public record NoiseLevels(
        Mode mode,
        Double sigmoidScale,
        Double mean,
        Double deviation,
        Double least,
        Double most,
        Boolean keepShape,
        Integer strata,
        Bend bend,
        Boolean plusOne) {

    private static final int MOST_STRATA = 1000;

    /// The distributions of noise levels.
    public enum Mode {
        @JsonProperty("uniform")
        UNIFORM,
        @JsonProperty("sigmoid")
        SIGMOID,
        @JsonProperty("shift")
        SHIFT,
        /// Shift that grows with the picture's size, as for FLUX.
        @JsonProperty("flux-shift")
        FLUX_SHIFT,
        /// The same as for FLUX.2.
        @JsonProperty("flux2-shift")
        FLUX2_SHIFT,
        /// The same as for Qwen-Image.
        @JsonProperty("qwen-shift")
        QWEN_SHIFT,
        /// The same as for Krea 2.
        @JsonProperty("krea2-shift")
        KREA2_SHIFT,
        /// 79 of 100 draws as `flux-shift`, 11 as `logsnr`, 10 almost without noise.
        @JsonProperty("qinglong-flux")
        QINGLONG_FLUX,
        /// 95 of 100 draws as `qwen-shift`, 5 almost without noise.
        @JsonProperty("qinglong-qwen")
        QINGLONG_QWEN,
        @JsonProperty("logit-normal")
        LOGIT_NORMAL,
        @JsonProperty("logsnr")
        LOGSNR,
        /// One of 1000 levels: musubi-tuner's mode `sigma`.
        @JsonProperty("levels")
        LEVELS;

        /// Whether one level can be said to come before another in it.
        private boolean canBeCutOff() {
            return this != LEVELS && this != QINGLONG_FLUX && this != QINGLONG_QWEN;
        }
    }

    /// How `levels` are drawn.
    public enum Bend {
        @JsonProperty("even")
        EVEN,
        @JsonProperty("logit-normal")
        LOGIT_NORMAL,
        @JsonProperty("mode")
        MODE
    }

    public NoiseLevels {
        mode = or(mode, Mode.SHIFT);
        sigmoidScale = or(sigmoidScale, 1.0);
        mean = or(mean, 0.0);
        deviation = or(deviation, 1.0);
        least = or(least, 0.0);
        most = or(most, 1.0);
        keepShape = or(keepShape, false);
        strata = or(strata, 0);
        bend = or(bend, Bend.EVEN);
        plusOne = or(plusOne, mode != Mode.LEVELS);
        that(sigmoidScale > 0 && Double.isFinite(sigmoidScale), "noiseLevels sigmoidScale", "over 0", sigmoidScale);
        that(Double.isFinite(mean), "noiseLevels mean", "a number", mean);
        that(deviation > 0 && Double.isFinite(deviation), "noiseLevels deviation", "over 0", deviation);
        that(strata >= 0 && strata <= MOST_STRATA, "noiseLevels strata", "0 to 1000", strata);
        that(bend == Bend.EVEN || mode == Mode.LEVELS, "noiseLevels bend", "none but in the mode levels", bend);
        requireRange(mode, least, most, keepShape);
    }

    private static void requireRange(Mode mode, double least, double most, boolean keepShape) {
        that(
                least >= 0 && least < most && most <= 1,
                "noiseLevels least and most",
                "levels from 0 to 1, the least below the most",
                "%s and %s".formatted(least, most));
        that(
                !keepShape || mode.canBeCutOff(),
                "noiseLevels keepShape",
                "false in the mode levels, which are never squeezed, and in mixtures",
                true);
    }

    /// The shifted sigmoid of a normal draw, over all levels.
    public static NoiseLevels usual() {
        return new NoiseLevels(Mode.SHIFT, 1.0, 0.0, 1.0, 0.0, 1.0, false, 0, Bend.EVEN, true);
    }
}
