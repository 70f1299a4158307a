package genga.wan.dataset;

/// What the items of one batch share: resolution and frame count.
public record Bucket(Resolution resolution, FrameCount frames) implements Comparable<Bucket> {
    /// Pixels of a token's side: the VAE's stride of 8 and the transformer's patches of 2.
    private static final int TOKEN = 16;

    /// Tokens an item is for the transformer: `latent frames · (width / 16) · (height / 16)`.
    public long tokens() {
        if (resolution.width() % TOKEN != 0 || resolution.height() % TOKEN != 0) {
            throw new IllegalArgumentException(("bucket %s: the transformer needs sides divisible by 16; give such a"
                            + " resolution or set enable_bucket = true")
                    .formatted(this));
        }
        return (long) frames.latentFrames() * (resolution.width() / TOKEN) * (resolution.height() / TOKEN);
    }

    @Override
    public int compareTo(Bucket other) {
        int byResolution = resolution.compareTo(other.resolution);
        return byResolution != 0 ? byResolution : frames.compareTo(other.frames);
    }

    @Override
    public String toString() {
        return resolution + "x" + frames.value();
    }
}
