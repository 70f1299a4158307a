package genga.wan.transformer;

/// How many patches a latent has along time, height and width; a patch is 1 x 2 x 2 latent pixels.
public record TokenGrid(long frames, long rows, long columns) {
    public TokenGrid {
        if (frames < 1 || rows < 1 || columns < 1) {
            throw new IllegalArgumentException("a token grid has at least one token on each axis, got %d x %d x %d"
                    .formatted(frames, rows, columns));
        }
    }

    public long tokens() {
        return frames * rows * columns;
    }

    long[] extents() {
        return new long[] {frames, rows, columns};
    }
}
