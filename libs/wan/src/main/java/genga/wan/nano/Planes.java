package genga.wan.nano;

import java.util.List;

/// A small picture of several channels, `values[channel][row * width + column]`.
record Planes(int height, int width, double[][] values) {
    int channels() {
        return values.length;
    }

    /// The value at a place; beyond the edge, that of the edge.
    double at(int channel, int row, int column) {
        int y = Math.clamp(row, 0, height - 1);
        int x = Math.clamp(column, 0, width - 1);
        return values[channel][y * width + x];
    }

    /// The coefficients of every 2 x 2 group of cells, where the cells are quarters of blocks of that side.
    Planes coarser(int side, List<BlockBasis.Order> from, List<BlockBasis.Order> to) {
        double[][] coarse = new double[to.size()][height / 2 * (width / 2)];
        for (int k = 0; k < to.size(); k++) {
            for (int c = 0; c < from.size(); c++) {
                for (int tap = 0; tap < 4; tap++) {
                    double weight = BlockBasis.weight(side, to.get(k), from.get(c), tap / 2, tap % 2);
                    addQuarter(coarse[k], c, tap, weight);
                }
            }
        }
        return new Planes(height / 2, width / 2, coarse);
    }

    private void addQuarter(double[] sum, int channel, int tap, double weight) {
        int wide = width / 2;
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * at(channel, 2 * (i / wide) + tap / 2, 2 * (i % wide) + tap % 2);
        }
    }

    /// The 3 x 3 neighbourhood of a cell after every cell was doubled: `channel * 9 + row * 3 + column`.
    double[] doubledNeighbourhood(int row, int column) {
        double[] features = new double[9 * channels()];
        for (int channel = 0; channel < channels(); channel++) {
            for (int tap = 0; tap < 9; tap++) {
                int y = Math.floorDiv(row + tap / 3 - 1, 2);
                int x = Math.floorDiv(column + tap % 3 - 1, 2);
                features[9 * channel + tap] = at(channel, y, x);
            }
        }
        return features;
    }
}
