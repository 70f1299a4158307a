package genga.wan.vae;

import genga.wan.dataset.Resolution;

/// A picture: rows of pixels, three bytes red, green, blue each. The array is not copied; leave it alone afterwards.
public record RgbFrame(Resolution size, byte[] rgb) {
    public RgbFrame {
        if (rgb.length != 3 * size.area()) {
            throw new IllegalArgumentException(
                    "a frame of %s needs %d bytes, got %d".formatted(size, 3 * size.area(), rgb.length));
        }
    }
}
