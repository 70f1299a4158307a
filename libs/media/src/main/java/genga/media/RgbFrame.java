package genga.media;

/// One picture: 8-bit red, green, blue, interleaved, row by row from the top, no padding.
///
/// The array is shared, not copied: treat it as frozen once it is handed over.
///
/// @param size picture size
/// @param rgb `width * height * 3` bytes
public record RgbFrame(FrameSize size, byte[] rgb) {
    public RgbFrame {
        if (rgb.length != size.pixels() * 3) {
            throw new IllegalArgumentException("a %s picture takes %d bytes of red, green and blue, got %d"
                    .formatted(size, size.pixels() * 3, rgb.length));
        }
    }

    /// Luma in [0, 255] per pixel: `Y = 0.299 R + 0.587 G + 0.114 B` (Rec. ITU-R BT.601), rounded in 16-bit fixed
    /// point.
    public byte[] luma() {
        byte[] luma = new byte[size.pixels()];
        for (int pixel = 0, at = 0; pixel < luma.length; pixel++, at += 3) {
            int red = rgb[at] & 0xff;
            int green = rgb[at + 1] & 0xff;
            int blue = rgb[at + 2] & 0xff;
            luma[pixel] = (byte) ((19595 * red + 38470 * green + 7471 * blue + 32768) >> 16);
        }
        return luma;
    }
}
