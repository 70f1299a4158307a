package genga.wan.nano;

/// Linear least squares with many targets: collects samples, then solves `(X Xᵀ + r · I) W = X Yᵀ` by Cholesky.
final class LeastSquares {
    private final double[][] moments;
    private final double[][] products;

    LeastSquares(int features, int targets) {
        moments = new double[features][features];
        products = new double[targets][features];
    }

    void add(double[] features, double[] targets) {
        for (int i = 0; i < features.length; i++) {
            double value = features[i];
            for (int j = 0; j <= i; j++) {
                moments[i][j] += value * features[j];
            }
            for (int k = 0; k < targets.length; k++) {
                products[k][i] += value * targets[k];
            }
        }
    }

    /// Weights by target, then feature.
    ///
    /// @param ridge size of r against the mean of the diagonal
    double[][] solve(double ridge) {
        double[][] lower = cholesky(ridge);
        double[][] weights = new double[products.length][];
        for (int k = 0; k < products.length; k++) {
            weights[k] = backward(lower, forward(lower, products[k]));
        }
        return weights;
    }

    private double[][] cholesky(double ridge) {
        int size = moments.length;
        double trace = 0;
        for (int i = 0; i < size; i++) {
            trace += moments[i][i];
        }
        double[][] lower = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = moments[i][j] + (i == j ? ridge * trace / size : 0);
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
            }
        }
        return lower;
    }

    private static double[] forward(double[][] lower, double[] right) {
        double[] solution = new double[right.length];
        for (int i = 0; i < right.length; i++) {
            double sum = right[i];
            for (int k = 0; k < i; k++) {
                sum -= lower[i][k] * solution[k];
            }
            solution[i] = sum / lower[i][i];
        }
        return solution;
    }

    private static double[] backward(double[][] lower, double[] right) {
        double[] solution = new double[right.length];
        for (int i = right.length - 1; i >= 0; i--) {
            double sum = right[i];
            for (int k = i + 1; k < right.length; k++) {
                sum -= lower[k][i] * solution[k];
            }
            solution[i] = sum / lower[i][i];
        }
        return solution;
    }
}
