package genga.trainer;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.time.Duration;

/// What this service is told beyond what every service is told.
@ConfigMapping(prefix = "genga")
interface TrainerConfig {

    /// Folder with one directory per base model.
    Path models();

    /// Where training computes: `cpu` or `cuda:N`.
    String device();

    /// How many of the model's blocks stay in main memory until their turn comes.
    int blocksToSwap();

    /// Main memory a step may take for not computing things twice, beside what it needs anyway; on a CPU only.
    MemorySize keptActivations();

    /// The longest time between two resumable snapshots.
    Duration snapshotEvery();

    /// Size of the latents and texts kept on this machine between runs.
    MemorySize keptItems();
}
