package genga.contracts.vocabulary;

/// Width and height in pixels.
public record Resolution(int width, int height) {

    public Resolution {
        if (width <= 0 || height <= 0) {
            throw new IllegalArgumentException(
                    "resolution must be positive on both sides, got %dx%d".formatted(width, height));
        }
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
