package genga.cache;

import genga.wan.tensor.DType;
import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/// What this service is told beyond what every service is told.
@ConfigMapping(prefix = "genga")
interface CacheConfig {

    /// Folder with one directory per base model.
    Path models();

    /// Where the encoders compute: `cpu` or `cuda:N`.
    String device();

    /// What the VAE computes in: `f32`, or `bf16`, faster and about 48 dB from it.
    DType vaeType();
}
