package genga.gateway.render;

import genga.contracts.document.RenderRecipe;
import genga.contracts.document.RenderRecipe.SamplerName;

/// What a person asks of a render: a prompt, and anything of the rest.
///
/// @param run      whose adapter to render with
/// @param strength of that adapter, 1 as trained
record RenderOrder(
        String prompt,
        String negativePrompt,
        String run,
        Double strength,
        String baseModel,
        Integer width,
        Integer height,
        Integer frames,
        Integer steps,
        Double shift,
        SamplerName sampler,
        Double guidance,
        Long seed) {

    /// Settings of a base model that nobody has to name. The embedded one renders in seconds; any other gets Wan2.1's
    /// own: 832x480, 81 frames, 50 steps, shift 5, guidance 5.
    RenderRecipe recipe(RenderGround ground) {
        boolean nano = ground.baseModel().equals(RenderGround.NANO);
        return new RenderRecipe(
                RenderRecipe.SCHEMA,
                ground.baseModel(),
                ground.adapters(),
                ground.triggerPhrase().lead(prompt),
                or(negativePrompt, ""),
                or(width, nano ? ground.size().width() : 832),
                or(height, nano ? ground.size().height() : 480),
                or(frames, nano ? 17 : 81),
                or(steps, nano ? 12 : 50),
                or(shift, 5.0),
                or(sampler, SamplerName.UNIPC),
                or(guidance, nano ? 1.5 : 5.0),
                or(seed, 42L));
    }

    static <T> T or(T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}
