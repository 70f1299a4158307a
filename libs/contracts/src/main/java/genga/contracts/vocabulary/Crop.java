package genga.contracts.vocabulary;

/// A part of a picture, in its pixels, from the upper left corner.
public record Crop(int x, int y, int width, int height) {

    private static final int LARGEST = 65_535;

    public Crop {
        if (x < 0 || y < 0 || width < 16 || height < 16 || x + width > LARGEST || y + height > LARGEST) {
            throw new IllegalArgumentException(
                    "a crop lies inside the picture and has sides of 16 to 65535 pixels, got %dx%d at %d,%d"
                            .formatted(width, height, x, y));
        }
    }

    public boolean inside(Resolution picture) {
        return x + width <= picture.width() && y + height <= picture.height();
    }
}
