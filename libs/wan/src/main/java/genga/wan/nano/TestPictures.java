package genga.wan.nano;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Grey pictures with the two things pictures have: soft shading at every scale and edges between flat shapes.
final class TestPictures {
    private static final int SIDE = 128;
    private static final int SHAPES = 14;

    private final Random random;

    private TestPictures(long seed) {
        random = new Random(seed);
    }

    static List<Planes> draw(long seed, int count) {
        TestPictures painter = new TestPictures(seed);
        List<Planes> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pictures.add(painter.picture());
        }
        return pictures;
    }

    private Planes picture() {
        double[] values = new double[SIDE * SIDE];
        for (int cell = 4; cell <= SIDE; cell *= 2) {
            addShading(values, cell, 0.5 * cell / SIDE);
        }
        for (int i = 0; i < SHAPES; i++) {
            addShape(values);
        }
        return new Planes(SIDE, SIDE, new double[][] {values});
    }

    /// Random values on a grid of that cell, linear in between.
    private void addShading(double[] values, int cell, double size) {
        int points = SIDE / cell + 1;
        double[][] grid = new double[1][points * points];
        for (int i = 0; i < points * points; i++) {
            grid[0][i] = size * random.nextGaussian();
        }
        Planes corners = new Planes(points, points, grid);
        for (int i = 0; i < values.length; i++) {
            double y = i / SIDE / (double) cell;
            double x = i % SIDE / (double) cell;
            double down = y - (int) y;
            double across = x - (int) x;
            double top = corners.at(0, (int) y, (int) x) * (1 - across) + corners.at(0, (int) y, (int) x + 1) * across;
            double below = corners.at(0, (int) y + 1, (int) x) * (1 - across)
                    + corners.at(0, (int) y + 1, (int) x + 1) * across;
            values[i] += top * (1 - down) + below * down;
        }
    }

    /// A disc or a turned rectangle of one grey, a fifth of the shading showing through.
    private void addShape(double[] values) {
        double centreY = SIDE * random.nextDouble();
        double centreX = SIDE * random.nextDouble();
        double size = 3 + 24 * random.nextDouble();
        double length = size * (0.2 + 2 * random.nextDouble());
        double turn = Math.PI * random.nextDouble();
        boolean disc = random.nextBoolean();
        double grey = 0.5 * random.nextGaussian();
        for (int i = 0; i < values.length; i++) {
            double y = i / SIDE - centreY;
            double x = i % SIDE - centreX;
            double along = y * StrictMath.cos(turn) + x * StrictMath.sin(turn);
            double beside = x * StrictMath.cos(turn) - y * StrictMath.sin(turn);
            boolean inside = disc ? y * y + x * x < size * size : Math.abs(along) < size && Math.abs(beside) < length;
            if (inside) {
                values[i] = grey + 0.2 * values[i];
            }
        }
    }
}
