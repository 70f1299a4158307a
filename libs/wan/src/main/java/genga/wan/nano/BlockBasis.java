package genga.wan.nano;

import java.util.List;

/// Smooth patterns on a square block of pixels: products of discrete Legendre polynomials, orthonormal.
///
/// Polynomials stay polynomials on a quarter of the block, so the coefficients of a block follow exactly from those
/// of its four quarters, and a pyramid of 2 x 2 convolutions computes them. A coefficient is
/// `<pixels, pattern> / side`, so that the first is the mean.
final class BlockBasis {
    /// A pattern: polynomial order down and across.
    record Order(int down, int across) {}

    /// Mean, slopes and twist.
    static final List<Order> FOUR = List.of(new Order(0, 0), new Order(0, 1), new Order(1, 0), new Order(1, 1));

    /// [#FOUR] and bends.
    static final List<Order> EIGHT = List.of(
            new Order(0, 0),
            new Order(0, 1),
            new Order(1, 0),
            new Order(1, 1),
            new Order(0, 2),
            new Order(2, 0),
            new Order(1, 2),
            new Order(2, 1));

    static final List<Order> ONE = List.of(new Order(0, 0));

    private BlockBasis() {}

    /// How a block's coefficient follows from those of its quarters: the weight of quarter `(down, across)`'s
    /// coefficient `from` in the block's coefficient `to`.
    static double weight(int side, Order to, Order from, int down, int across) {
        int half = side / 2;
        double rows = overlap(side, to.down, half, from.down, down);
        return rows * overlap(side, to.across, half, from.across, across) * half / side;
    }

    private static double overlap(int side, int order, int half, int halfOrder, int part) {
        double[] whole = polynomial(side, order);
        double[] quarter = polynomial(half, halfOrder);
        double sum = 0;
        for (int i = 0; i < half; i++) {
            sum += whole[part * half + i] * quarter[i];
        }
        return sum;
    }

    /// The orthonormal polynomial of that order on `side` points, by Gram-Schmidt.
    private static double[] polynomial(int side, int order) {
        double[] values = new double[side];
        for (int i = 0; i < side; i++) {
            values[i] = StrictMath.pow((i - (side - 1) / 2.0) / side, order);
        }
        for (int lower = 0; lower < order; lower++) {
            double[] other = polynomial(side, lower);
            double product = dot(values, other);
            for (int i = 0; i < side; i++) {
                values[i] -= product * other[i];
            }
        }
        double length = Math.sqrt(dot(values, values));
        for (int i = 0; i < side; i++) {
            values[i] /= length;
        }
        return values;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
