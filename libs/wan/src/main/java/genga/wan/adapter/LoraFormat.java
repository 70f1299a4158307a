package genga.wan.adapter;

/// How an adapter file names its tensors.
public enum LoraFormat {
    /// `lora_unet_blocks_0_self_attn_q.lora_down.weight`, `.lora_up.weight`, `.alpha` (kohya, musubi-tuner).
    MUSUBI,
    /// `diffusion_model.blocks.0.self_attn.q.lora_A.weight`, `.lora_B.weight`; both factors carry the square root of
    /// the scale
    /// and there is no alpha (ComfyUI; what musubi-tuner's converter writes).
    COMFYUI
}
