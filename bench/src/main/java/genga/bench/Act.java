package genga.bench;

import java.util.Locale;

/// One thing both sides can be asked to do.
enum Act {
    /// Latent, timestep and text to velocity, with everything computed anew.
    FORWARD,
    /// Forward, backward, clipping and AdamW, every block computed again in the backward direction.
    STEP_CHECKPOINTED,
    /// The same, with everything kept.
    STEP,
    /// The gradients of all factors of the adapter, in the order of blocks, linears, down and up.
    GRADIENTS,
    ENCODE,
    DECODE;

    /// The name the yardstick knows it by.
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
