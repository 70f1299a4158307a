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
