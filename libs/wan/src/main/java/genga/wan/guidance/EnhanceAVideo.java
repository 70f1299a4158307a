package genga.wan.guidance;

/// Enhance-A-Video (arXiv 2502.07508): the result of every self-attention is multiplied by how much places attend to
/// themselves in other frames, at least 1; after rotation and after the output projection, as the official code does.
///
/// @param weight added to the number of latent frames; 2 in the common nodes, 4 in the official Wan example
public record EnhanceAVideo(double weight, Window window) implements GuidanceOption {
    public EnhanceAVideo {
        if (!Double.isFinite(weight)) {
            throw new IllegalArgumentException("Enhance-A-Video weight must be a finite number, got " + weight);
        }
    }

    /// Weight 2 in every step.
    public static EnhanceAVideo usual() {
        return new EnhanceAVideo(2, Window.always());
    }
}
