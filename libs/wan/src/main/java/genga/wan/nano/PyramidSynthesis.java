package genga.wan.nano;

import java.util.ArrayList;
import java.util.List;

/// How pixels are best guessed back from block coefficients by three steps of "double every cell, then convolve 3 x
/// 3", which is all the decoder has. Each step is fitted by least squares on [TestPictures] to the coefficients one
/// level finer, with what the step before really delivers as its input.
final class PyramidSynthesis {
    private static final int PICTURES = 10;
    private static final double RIDGE = 1e-4;

    private final List<double[][]> steps = new ArrayList<>();
    private final double[] deviations;

    private PyramidSynthesis(double[] deviations) {
        this.deviations = deviations;
    }

    /// @param orders patterns kept of blocks of 8 and of 4 pixels
    static PyramidSynthesis fit(List<BlockBasis.Order> orders, long seed) {
        List<Planes> pixels = TestPictures.draw(seed, PICTURES);
        List<Planes> twos = coarser(pixels, 2, BlockBasis.ONE, BlockBasis.FOUR);
        List<Planes> fours = coarser(twos, 4, BlockBasis.FOUR, orders);
        List<Planes> eights = coarser(fours, 8, orders, orders);
        PyramidSynthesis synthesis = new PyramidSynthesis(deviations(eights));
        List<Planes> guess = eights;
        for (List<Planes> target : List.of(fours, twos, pixels)) {
            guess = synthesis.addStep(guess, target);
        }
        return synthesis;
    }

    /// Step 0, 1 or 2: weights by output channel, then `input channel * 9 + row * 3 + column`.
    double[][] step(int number) {
        return steps.get(number);
    }

    /// Root mean square of each coefficient, for pictures of about unit contrast.
    double deviation(int coefficient) {
        return deviations[coefficient];
    }

    private List<Planes> addStep(List<Planes> coarse, List<Planes> fine) {
        LeastSquares fit = new LeastSquares(
                9 * coarse.getFirst().channels(), fine.getFirst().channels());
        for (int i = 0; i < coarse.size(); i++) {
            Planes target = fine.get(i);
            for (int cell = 0; cell < target.height() * target.width(); cell++) {
                double[] wanted = new double[target.channels()];
                for (int k = 0; k < wanted.length; k++) {
                    wanted[k] = target.values()[k][cell];
                }
                fit.add(coarse.get(i).doubledNeighbourhood(cell / target.width(), cell % target.width()), wanted);
            }
        }
        double[][] weights = fit.solve(RIDGE);
        steps.add(weights);
        return coarse.stream().map(planes -> apply(planes, weights)).toList();
    }

    private static Planes apply(Planes coarse, double[][] weights) {
        int width = 2 * coarse.width();
        double[][] fine = new double[weights.length][2 * coarse.height() * width];
        for (int cell = 0; cell < fine[0].length; cell++) {
            double[] features = coarse.doubledNeighbourhood(cell / width, cell % width);
            for (int k = 0; k < weights.length; k++) {
                for (int f = 0; f < features.length; f++) {
                    fine[k][cell] += weights[k][f] * features[f];
                }
            }
        }
        return new Planes(2 * coarse.height(), width, fine);
    }

    private static List<Planes> coarser(
            List<Planes> planes, int side, List<BlockBasis.Order> from, List<BlockBasis.Order> to) {
        return planes.stream().map(picture -> picture.coarser(side, from, to)).toList();
    }

    private static double[] deviations(List<Planes> eights) {
        double[] deviations = new double[eights.getFirst().channels()];
        for (int k = 0; k < deviations.length; k++) {
            double square = 0;
            int count = 0;
            for (Planes planes : eights) {
                for (double value : planes.values()[k]) {
                    square += value * value;
                    count++;
                }
            }
            deviations[k] = Math.sqrt(square / count);
        }
        return deviations;
    }
}
