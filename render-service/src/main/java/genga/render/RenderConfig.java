package genga.render;

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
}
