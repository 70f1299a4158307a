package genga.wan.dataset;

/// How a picture is brought to its bucket: resized so that it covers the bucket, then cropped in the middle.
///
/// `scale = max(bw / w, bh / h)`, resized `floor(side · scale + 0.5)`, offsets `(resized - bucket) / 2` (musubi-tuner
/// `dataset/media_utils.py`). An enlargement is made with a Lanczos filter, a reduction by area averaging.
///
/// @param resized the size before cropping
/// @param left columns cut on the left
/// @param top rows cut at the top
public record Framing(Resolution source, Resolution resized, int left, int top, Resolution bucket) {
    /// A picture of the bucket's very size is left alone.
    public static Framing of(Resolution source, Resolution bucket) {
        if (source.equals(bucket)) {
            return new Framing(source, source, 0, 0, bucket);
        }
        double scale = scale(source, bucket);
        Resolution resized =
                new Resolution((int) (source.width() * scale + 0.5), (int) (source.height() * scale + 0.5));
        int left = (resized.width() - bucket.width()) / 2;
        int top = (resized.height() - bucket.height()) / 2;
        return new Framing(source, resized, left, top, bucket);
    }

    /// True if the picture is enlarged.
    public boolean enlarges() {
        return scale(source, bucket) > 1;
    }

    private static double scale(Resolution source, Resolution bucket) {
        return Math.max(bucket.width() / (double) source.width(), bucket.height() / (double) source.height());
    }
}
