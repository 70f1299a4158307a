package genga.media;

/// Width and height of a picture in square pixels.
///
/// @param width columns, at least 1
/// @param height rows, at least 1
public record FrameSize(int width, int height) {
    public FrameSize {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("frame size must be at least 1x1, got %dx%d".formatted(width, height));
        }
    }

    /// Width over height.
    public double aspect() {
        return (double) width / height;
    }

    public int pixels() {
        return Math.multiplyExact(width, height);
    }

    /// The largest size with even sides inside this one; 4:2:0 video has one colour sample for 2 x 2 pixels.
    public FrameSize even() {
        return new FrameSize(Math.max(2, width & ~1), Math.max(2, height & ~1));
    }

    /// This size when its longer side is at most `longest`, else the size of the same shape with that longer side.
    public FrameSize within(int longest) {
        int longer = Math.max(width, height);
        if (longer <= longest) {
            return this;
        }
        double scale = (double) longest / longer;
        return new FrameSize(
                Math.max(1, (int) Math.round(width * scale)), Math.max(1, (int) Math.round(height * scale)));
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
