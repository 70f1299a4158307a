package genga.gateway.render;

import genga.contracts.document.GuidanceOptions;
import genga.contracts.document.GuidanceOptions.CfgZeroStar;
import genga.contracts.document.GuidanceOptions.EnhanceAVideo;
import genga.contracts.document.GuidanceOptions.Nag;
import genga.contracts.document.GuidanceOptions.SkipLayers;
import genga.contracts.document.GuidanceOptions.TeaCache;
import genga.contracts.document.NoiseSchedule;
import genga.contracts.document.RenderRecipe;
import genga.contracts.document.RenderRecipe.Adapter;
import genga.contracts.document.SamplerName;
import genga.contracts.document.TrainingRecipe;
import genga.contracts.vocabulary.StoredObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a person asks of a render: a prompt, and anything of the rest.
///
/// @param run      whose adapter to render with
/// @param strength of that adapter, 1 as trained
/// @param adapters several at once, instead of `run`
/// @param schedule the noise levels, where not the sampler's own
record RenderOrder(
        String prompt,
        String negativePrompt,
        String run,
        Double strength,
        List<AdapterOrder> adapters,
        String baseModel,
        Integer width,
        Integer height,
        Integer frames,
        Integer steps,
        Double shift,
        SamplerName sampler,
        Double guidance,
        Long seed,
        NoiseSchedule schedule,
        Nag nag,
        CfgZeroStar cfgZeroStar,
        SkipLayers skipLayers,
        TeaCache teaCache,
        EnhanceAVideo enhanceAVideo) {

    /// An adapter of several.
    ///
    /// @param run      whose adapter it is
    /// @param object   an adapter from elsewhere that lies in the store, instead of a run
    /// @param strength 1 as trained
    /// @param blocks   factors on top of the strength for single blocks
    /// @param from     share of the steps after which it sets in
    /// @param to       share of the steps after which it ends
    record AdapterOrder(
            String run, String object, Double strength, Map<Integer, Double> blocks, Double from, Double to) {

        AdapterOrder {
            if ((run == null) == (object == null)) {
                throw new IllegalArgumentException("adapters: expected a run or an object for each, got %s"
                        .formatted(run == null ? "one with neither" : "one with both"));
            }
        }

        /// Whether a person brought it, and no run here made it.
        boolean isBrought() {
            return object != null;
        }

        /// The adapter as recipes have it.
        Adapter of(StoredObject object) {
            return new Adapter(object, or(strength, 1.0), or(blocks, Map.of()), or(from, 0.0), or(to, 1.0));
        }
    }

    /// Settings of a base model that nobody has to name. The embedded one renders in seconds; any other gets Wan2.1's
    /// own: 832x480, 81 frames, 50 steps, shift 5, guidance 5.
    RenderRecipe recipe(RenderGround ground) {
        boolean nano = ground.baseModel().equals(TrainingRecipe.NANO);
        SamplerName walked = or(sampler, SamplerName.UNIPC);
        NoiseSchedule levels = or(schedule, NoiseSchedule.usual(walked));
        int usualSteps = levels.givenSteps() > 0 ? levels.givenSteps() : nano ? 12 : 50;
        return new RenderRecipe(
                RenderRecipe.SCHEMA,
                ground.baseModel(),
                ground.adapters(),
                ground.triggerPhrase().lead(prompt),
                or(negativePrompt, ""),
                or(width, nano ? ground.size().width() : 832),
                or(height, nano ? ground.size().height() : 480),
                or(frames, nano ? 17 : 81),
                or(steps, usualSteps),
                or(shift, 5.0),
                walked,
                or(guidance, nano ? 1.5 : 5.0),
                or(seed, 42L),
                levels,
                options());
    }

    private GuidanceOptions options() {
        return new GuidanceOptions(
                Optional.ofNullable(nag),
                Optional.ofNullable(cfgZeroStar),
                Optional.ofNullable(skipLayers),
                Optional.ofNullable(teaCache),
                Optional.ofNullable(enhanceAVideo));
    }

    /// The adapters wanted: those listed, or the one named by itself.
    List<AdapterOrder> wanted() {
        if (adapters == null) {
            return run == null ? List.of() : List.of(new AdapterOrder(run, null, strength, null, null, null));
        }
        return List.copyOf(adapters);
    }

    static <T> T or(T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}
