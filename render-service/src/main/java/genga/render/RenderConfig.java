package genga.render;

import genga.wan.tensor.DType;
import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/// What this service is told beyond what every service is told.
@ConfigMapping(prefix = "genga")
interface RenderConfig {

    /// Folder with one directory per base model.
    Path models();

    /// Where rendering computes: `cpu` or `cuda:N`.
    String device();

    /// How many of the model's blocks stay in main memory until their turn comes.
    int blocksToSwap();

    /// What the VAE computes in: `f32`, or `bf16`, faster and about 48 dB from it.
    DType vaeType();

    /// Whether pictures larger than 384 pixels are decoded tile by tile, in less memory.
    boolean vaeTiles();
}
