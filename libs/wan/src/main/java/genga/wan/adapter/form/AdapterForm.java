package genga.wan.adapter.form;

/// How an adapter file names its tensors. All of them keep `alpha`, so that nothing is rounded on the way.
public enum AdapterForm {
    /// `lora_unet_blocks_0_self_attn_q.lora_down.weight`: kohya, musubi-tuner.
    MUSUBI,
    /// `diffusion_model.blocks.0.self_attn.q.lora_A.weight`: ComfyUI, diffusion-pipe, ai-toolkit.
    COMFYUI,
    /// `transformer.blocks.0.attn1.to_q.lora_A.weight`: diffusers, finetrainers.
    DIFFUSERS,
    /// `diffusion_model.blocks.0.self_attn.q.lora_down.weight`, with differences beside it: LightX2V.
    LIGHTX2V;

    String key(String module, AdapterPart part) {
        return switch (this) {
            case MUSUBI -> ModuleNames.musubi(module) + part.suffix();
            case COMFYUI -> "diffusion_model." + module + part.peftSuffix();
            case DIFFUSERS -> "transformer." + ModuleNames.diffusers(module) + part.peftSuffix();
            case LIGHTX2V ->
                "diffusion_model." + (part == AdapterPart.MODULATION_DIFFERENCE ? owner(module) : module)
                        + part.suffix();
        };
    }

    private static String owner(String modulation) {
        return modulation.substring(0, modulation.lastIndexOf('.'));
    }
}
