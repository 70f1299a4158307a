package genga.wan.dataset;

/// File names of cached latents and text embeddings, as musubi-tuner names them (`dataset/image_video_dataset.py`).
/// `base` is the media file's name without extension.
public final class CacheName {
    private CacheName() {}

    /// @param original the still's own size, before it was brought to its bucket
    public static String ofStill(String base, Resolution original) {
        return "%s_%04dx%04d_wan.safetensors".formatted(base, original.width(), original.height());
    }

    /// @param bucket the size the frames were brought to
    public static String ofFragment(String base, Window window, Resolution bucket) {
        return "%s_%05d-%03d_%04dx%04d_wan.safetensors"
                .formatted(base, window.start(), window.length().value(), bucket.width(), bucket.height());
    }

    /// All fragments of a clip share one.
    public static String ofText(String base) {
        return base + "_wan_te.safetensors";
    }
}
