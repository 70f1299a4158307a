package genga.media;

/// Scaling as the reference data loader does it: the mean of the covered area when a picture shrinks, a Lanczos window
/// when it grows, then a centre crop.
public final class Resampling {
    private Resampling() {}

    /// Covers `bucket` with the picture and cuts the centre out.
    ///
    /// `scale = max(bw / w, bh / h)`, new size `(int(w scale + 0.5), int(h scale + 0.5))`, offsets
    /// `(new - bucket) / 2` rounded down (musubi-tuner v0.3.4, `media_utils.py`).
    public static RgbFrame cover(RgbFrame picture, FrameSize bucket) {
        FrameSize from = picture.size();
        if (from.equals(bucket)) {
            return picture;
        }
        double scale = Math.max((double) bucket.width() / from.width(), (double) bucket.height() / from.height());
        FrameSize scaled = new FrameSize((int) (from.width() * scale + 0.5), (int) (from.height() * scale + 0.5));
        RgbFrame resized = scale > 1 ? Lanczos.resize(picture, scaled) : AreaMean.resize(picture, scaled);
        return centre(resized, bucket);
    }

    /// The picture at a size, each new pixel the mean of the area it covers.
    public static RgbFrame area(RgbFrame picture, FrameSize size) {
        return picture.size().equals(size) ? picture : AreaMean.resize(picture, size);
    }

    /// The picture at a size through a Lanczos window of three lobes.
    public static RgbFrame lanczos(RgbFrame picture, FrameSize size) {
        return picture.size().equals(size) ? picture : Lanczos.resize(picture, size);
    }

    private static RgbFrame centre(RgbFrame picture, FrameSize size) {
        int left = (picture.size().width() - size.width()) / 2;
        int top = (picture.size().height() - size.height()) / 2;
        byte[] cut = new byte[size.pixels() * 3];
        for (int y = 0; y < size.height(); y++) {
            int from = ((top + y) * picture.size().width() + left) * 3;
            System.arraycopy(picture.rgb(), from, cut, y * size.width() * 3, size.width() * 3);
        }
        return new RgbFrame(size, cut);
    }
}
