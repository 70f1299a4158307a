package genga.wan.dataset;

/// Width and height in pixels.
public record Resolution(int width, int height) implements Comparable<Resolution> {
    public Resolution {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "width and height must be 1 or more, got %d x %d".formatted(width, height));
        }
    }

    public long area() {
        return (long) width * height;
    }

    /// The nearest resolutions below and above whose sides are divisible by `unit`, for messages: `16x16 or 32x16`.
    public String nearest(int unit) {
        Resolution below = new Resolution(Math.max(width / unit, 1) * unit, Math.max(height / unit, 1) * unit);
        Resolution above = new Resolution(Math.ceilDiv(width, unit) * unit, Math.ceilDiv(height, unit) * unit);
        return below.equals(above) ? below.toString() : below + " or " + above;
    }

    /// By width, then by height.
    @Override
    public int compareTo(Resolution other) {
        return width != other.width ? Integer.compare(width, other.width) : Integer.compare(height, other.height);
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
