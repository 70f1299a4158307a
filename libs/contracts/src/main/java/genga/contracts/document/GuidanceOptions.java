package genga.contracts.document;

import static genga.contracts.document.Requirement.or;
import static genga.contracts.document.Requirement.that;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/// What a render does beside plain guidance; each is off unless it is there. Fields left out have the usual values.
///
/// @param nag           pushes away from the negative prompt inside cross-attention, also at guidance 1
/// @param cfgZeroStar   fits the unconditional velocity to the conditional one, and lets the first steps rest
/// @param skipLayers    leaves blocks out of the pass to push away from
/// @param teaCache      leaves out steps in which little happens
/// @param enhanceAVideo strengthens what agrees between frames
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record GuidanceOptions(
        Optional<Nag> nag,
        Optional<CfgZeroStar> cfgZeroStar,
        Optional<SkipLayers> skipLayers,
        Optional<TeaCache> teaCache,
        Optional<EnhanceAVideo> enhanceAVideo) {

    /// None of them.
    public static GuidanceOptions none() {
        return new GuidanceOptions(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// Normalised attention guidance.
    ///
    /// @param scale    how far away, usually 11
    /// @param tau      the longest result as a multiple of the prompt's own, usually 2.5
    /// @param alpha    share of the result, usually 0.25
    /// @param sigmaEnd acts while the noise level is at least this, usually 0: to the end
    public record Nag(Double scale, Double tau, Double alpha, Double sigmaEnd) {
        public Nag {
            scale = or(scale, 11.0);
            tau = or(tau, 2.5);
            alpha = or(alpha, 0.25);
            sigmaEnd = or(sigmaEnd, 0.0);
            that(finite(scale) && scale > 1, "nag scale", "a number above 1 (leave nag out to turn it off)", scale);
            that(finite(tau) && tau > 0, "nag tau", "a number above 0", tau);
            that(share(alpha), "nag alpha", "0 to 1", alpha);
            that(share(sigmaEnd), "nag sigmaEnd", "0 to 1", sigmaEnd);
        }
    }

    /// CFG-Zero*.
    ///
    /// @param zeroSteps steps at the start that move nothing, usually 1
    public record CfgZeroStar(Integer zeroSteps) {
        public CfgZeroStar {
            zeroSteps = or(zeroSteps, 1);
            that(zeroSteps >= 0, "cfgZeroStar zeroSteps", "0 or more", zeroSteps);
        }
    }

    /// Skip-layer guidance.
    ///
    /// @param blocks left out, counted from 0
    /// @param mode   usually `unconditional`
    /// @param scale  of the mode `original`, usually 3
    /// @param start  share of the steps after which it begins, usually 0.2, or 0 in the mode `original`
    /// @param end    share of the steps after which it ends, usually 1, or 0.3 in the mode `original`
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SkipLayers(List<Integer> blocks, Mode mode, Double scale, Double start, Double end) {

        /// What the pass without the blocks is used for.
        public enum Mode {
            /// It takes the unconditional pass's place.
            @JsonProperty("unconditional")
            UNCONDITIONAL,
            /// A third pass to push away from, as in Stable Diffusion 3.
            @JsonProperty("original")
            ORIGINAL
        }

        public SkipLayers {
            blocks = blocks == null ? List.of() : List.copyOf(blocks);
            mode = or(mode, Mode.UNCONDITIONAL);
            boolean original = mode == Mode.ORIGINAL;
            that(
                    !blocks.isEmpty() && blocks.stream().allMatch(block -> block >= 0),
                    "skipLayers blocks",
                    "numbers of blocks counted from 0 (9 or 10 are usual)",
                    blocks);
            scale = or(scale, original ? 3.0 : 0.0);
            that(original || scale == 0, "skipLayers scale", "none but in the mode original", scale);
            start = or(start, original ? 0 : 0.2);
            end = or(end, original ? 0.3 : 1);
            that(finite(scale), "skipLayers scale", "a number", scale);
            window("skipLayers", start, end);
        }
    }

    /// TeaCache.
    ///
    /// @param threshold how much estimated change is let pass: 0.14 to 0.3 for the 14B model, 0.05 to 0.08 for 1.3B
    /// @param fit       the estimate's polynomial, `14B_t2v`, `1.3B_t2v` or either with `_ret`, or `raw` for none;
    ///                  left out, that of the base model's size
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record TeaCache(Double threshold, Optional<String> fit) {
        private static final List<String> FITS = List.of("1.3B_t2v", "14B_t2v", "1.3B_t2v_ret", "14B_t2v_ret", "raw");

        public TeaCache {
            that(
                    threshold != null && finite(threshold) && threshold > 0,
                    "teaCache threshold",
                    "a number above 0 (0.14 is usual for 14B, 0.05 for 1.3B)",
                    threshold == null ? "none" : threshold);
            fit.ifPresent(name -> that(FITS.contains(name), "teaCache fit", "one of " + String.join(", ", FITS), name));
        }
    }

    /// Enhance-A-Video.
    ///
    /// @param weight added to the number of latent frames, usually 2
    /// @param start  share of the steps after which it begins, usually 0
    /// @param end    share of the steps after which it ends, usually 1
    public record EnhanceAVideo(Double weight, Double start, Double end) {
        public EnhanceAVideo {
            weight = or(weight, 2.0);
            start = or(start, 0.0);
            end = or(end, 1.0);
            that(finite(weight), "enhanceAVideo weight", "a number", weight);
            window("enhanceAVideo", start, end);
        }
    }

    private static void window(String option, double start, double end) {
        that(
                start >= 0 && start <= end && end <= 1,
                option + " start and end",
                "shares of the steps, 0 to 1, the start not after the end",
                "%s and %s".formatted(start, end));
    }

    private static boolean share(double number) {
        return number >= 0 && number <= 1;
    }

    private static boolean finite(double number) {
        return Double.isFinite(number);
    }
}
