package genga.wan.vae;

import genga.wan.vae.VaeTiling.Span;

/// The weighted mean of overlapping tiles of several planes of one size.
final class TileBlend {
    private final VaeTiling tiling;
    private final int height;
    private final int width;
    private final int scale;
    private final float[][] sums;
    private final float[] weights;

    /// @param height cells of the whole
    /// @param width cells of the whole
    /// @param scale values per cell and side: 8 for pictures, 1 for latents
    TileBlend(VaeTiling tiling, int planes, int height, int width, int scale) {
        this.tiling = tiling;
        this.height = height;
        this.width = width;
        this.scale = scale;
        this.sums = new float[planes][height * scale * width * scale];
        this.weights = new float[height * scale * width * scale];
    }

    /// A tile's place and its weights down and across.
    record Tile(Span rows, Span columns, float[] down, float[] across) {}

    /// Announces a tile: its weights count from now on, so each of its planes must be added.
    Tile begin(Span rows, Span columns) {
        Tile tile = new Tile(rows, columns, tiling.ramp(rows, height, scale), tiling.ramp(columns, width, scale));
        for (int y = 0; y < tile.down().length; y++) {
            int to = at(tile, y);
            for (int x = 0; x < tile.across().length; x++) {
                weights[to + x] += Math.min(tile.down()[y], tile.across()[x]);
            }
        }
        return tile;
    }

    /// Adds one plane of a tile, which begins at `from` in `values`.
    void add(Tile tile, int plane, float[] values, int from) {
        float[] sum = sums[plane];
        int columns = tile.across().length;
        for (int y = 0; y < tile.down().length; y++) {
            int to = at(tile, y);
            for (int x = 0; x < columns; x++) {
                sum[to + x] += values[from + y * columns + x] * Math.min(tile.down()[y], tile.across()[x]);
            }
        }
    }

    private int at(Tile tile, int row) {
        return (tile.rows().begin() * scale + row) * width * scale
                + tile.columns().begin() * scale;
    }

    /// One value of the blended planes.
    float value(int plane, int at) {
        return sums[plane][at] / weights[at];
    }
}
