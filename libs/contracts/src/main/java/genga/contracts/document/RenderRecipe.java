package genga.contracts.document;

import static genga.contracts.document.Requirement.or;
import static genga.contracts.document.Requirement.that;

import com.fasterxml.jackson.annotation.JsonInclude;
import genga.contracts.vocabulary.StoredObject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A render and all settings that make it: the same recipe gives the same clip.
///
/// @param prompt   as the text encoder reads it, trigger phrase included
/// @param frames   4n+1
/// @param steps    calls of the sampler
/// @param shift    s in sigma' = s sigma / (1 + (s - 1) sigma)
/// @param guidance scale between unconditional and conditional velocity; 1 is off, and then there is no use for a
///                 negative prompt but under NAG
/// @param seed     of the starting noise, drawn as torch's CPU generator draws it
/// @param schedule the noise levels; without one the sampler's own in Wan2.1's program
/// @param options  what is done beside plain guidance; nothing when left out
public record RenderRecipe(
        int schema,
        String baseModel,
        List<Adapter> adapters,
        String prompt,
        String negativePrompt,
        int width,
        int height,
        int frames,
        int steps,
        double shift,
        SamplerName sampler,
        double guidance,
        long seed,
        NoiseSchedule schedule,
        GuidanceOptions options) {

    public static final int SCHEMA = 1;

    public RenderRecipe {
        adapters = List.copyOf(adapters);
        require(baseModel != null && !baseModel.isBlank(), "baseModel", "a directory name", baseModel);
        require(prompt != null && !prompt.isBlank(), "prompt", "some words", prompt);
        require(negativePrompt != null, "negativePrompt", "text, which may be empty", null);
        require(width > 0 && width % 16 == 0, "width", "a multiple of 16", width);
        require(height > 0 && height % 16 == 0, "height", "a multiple of 16", height);
        require(frames >= 1 && frames % 4 == 1, "frames", "4n+1 (1, 5, 9, ... 81)", frames);
        require(steps >= 1 && steps <= 1000, "steps", "1 to 1000", steps);
        require(shift > 0, "shift", "over 0", shift);
        require(sampler != null, "sampler", "the name of one", null);
        require(guidance >= 1 && Double.isFinite(guidance), "guidance", "1 (off) or more", guidance);
        schedule = schedule == null ? NoiseSchedule.usual(sampler) : schedule;
        options = options == null ? GuidanceOptions.none() : options;
        requireWalk(sampler, schedule, steps);
    }

    private static void requireWalk(SamplerName sampler, NoiseSchedule schedule, int steps) {
        require(
                !(sampler.needsSomeSignal() && schedule.beginsAtPureNoise()),
                "schedule",
                "wan-unipc, kijai, diffusers-unipc or a list that begins below pure noise with UniPC",
                "one that begins at it");
        require(
                schedule.givenSteps() == 0 || schedule.givenSteps() == steps,
                "steps",
                "%d, as many as the schedule lists".formatted(schedule.givenSteps()),
                steps);
    }

    /// Whether anything reads the negative prompt.
    public boolean readsNegativePrompt() {
        return guidance > 1 || options.nag().isPresent();
    }

    /// An adapter to render with.
    ///
    /// @param strength multiplier, 1 as trained
    /// @param blocks   factors on top of it for single blocks, counted from 0; those not named have 1
    /// @param from     share of the steps after which it sets in, usually 0
    /// @param to       share of the steps after which it ends, usually 1: never
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Adapter(StoredObject object, double strength, Map<Integer, Double> blocks, Double from, Double to) {

        private static final double MOST = 4;

        public Adapter {
            blocks = Collections.unmodifiableMap(new TreeMap<>(or(blocks, Map.of())));
            from = or(from, 0.0);
            to = or(to, 1.0);
            that(within(strength), "adapter strength", "a number from -4 to 4 (1 is as trained)", strength);
            blocks.forEach((block, factor) -> {
                that(block >= 0, "adapter blocks", "numbers of blocks counted from 0", block);
                that(within(factor), "adapter blocks", "factors from -4 to 4", factor);
            });
            that(
                    from >= 0 && from < to && to <= 1,
                    "adapter from and to",
                    "shares of the steps, 0 to 1, the first below the second",
                    "%s and %s".formatted(from, to));
        }

        /// The same in all blocks and all steps.
        public Adapter(StoredObject object, double strength) {
            this(object, strength, Map.of(), 0.0, 1.0);
        }

        private static boolean within(double strength) {
            return strength >= -MOST && strength <= MOST;
        }
    }

    private static void require(boolean holds, String field, String expected, Object found) {
        that(holds, "render " + field, expected, found);
    }
}
