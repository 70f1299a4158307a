package genga.contracts.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import genga.contracts.vocabulary.StoredObject;
import java.util.List;

/// A render and all settings that make it: the same recipe gives the same clip.
///
/// @param prompt   as the text encoder reads it, trigger phrase included
/// @param frames   4n+1
/// @param steps    calls of the sampler
/// @param shift    s in sigma' = s sigma / (1 + (s - 1) sigma)
/// @param guidance scale between unconditional and conditional velocity; 1 is off, and then there is no use for a
///                 negative prompt
/// @param seed     of the starting noise, drawn as torch's CPU generator draws it
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
        long seed) {

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
        require(sampler != null, "sampler", "unipc or euler", null);
        require(guidance >= 1, "guidance", "1 (off) or more", guidance);
    }

    /// An adapter to render with.
    ///
    /// @param strength multiplier, 1 as trained
    public record Adapter(StoredObject object, double strength) {}

    /// The algorithm stepping along the schedule.
    public enum SamplerName {
        @JsonProperty("unipc")
        UNIPC,
        @JsonProperty("euler")
        EULER
    }

    private static void require(boolean holds, String field, String expected, Object found) {
        if (!holds) {
            throw new IllegalArgumentException("render %s: expected %s, got %s".formatted(field, expected, found));
        }
    }
}
