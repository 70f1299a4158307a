package genga.contracts.vocabulary;

/// Resolution and frame count shared by items that can stand in one batch.
///
/// @param frames 4n+1 frames; 1 is an image
public record Bucket(int width, int height, int frames) {

    public Bucket {
        if (width <= 0 || height <= 0 || width % 16 != 0 || height % 16 != 0) {
            throw new IllegalArgumentException(
                    "bucket sides must be positive multiples of 16, got %dx%d".formatted(width, height));
        }
        if (frames < 1 || frames % 4 != 1) {
            throw new IllegalArgumentException("bucket frame count must be 4n+1 (1, 5, 9, ... 81), got " + frames);
        }
    }

    @Override
    public String toString() {
        return "%dx%dx%d".formatted(width, height, frames);
    }
}
