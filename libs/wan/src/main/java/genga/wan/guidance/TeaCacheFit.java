package genga.wan.guidance;

import genga.wan.transformer.TransformerShape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// How the change of a model's output is estimated from the change of its time embedding: a polynomial, fitted by
/// TeaCache's authors for each model (`teacache_generate.py`).
///
/// @param coefficients highest power first
/// @param projected true looks at the projection for the blocks, keeps the first five steps and may skip the last;
///     false looks at the embedding itself and keeps the first and the last step
public record TeaCacheFit(List<Double> coefficients, boolean projected) {
    private static final int FIRST_STEPS_PROJECTED = 5;
    private static final int WIDTH_14B = 5120;
    private static final int WIDTH_1_3B = 1536;

    public TeaCacheFit {
        coefficients = List.copyOf(coefficients);
        if (coefficients.isEmpty()) {
            throw new IllegalArgumentException("a TeaCache fit needs at least one coefficient, got none");
        }
    }

    /// The published fits, named as TeaCache's tables are.
    private enum Published {
        T2V_1_3B("1.3B_t2v", 2396.76752, -1311.10545, 201.331979, -8.29855975, 0.137887774),
        T2V_14B("14B_t2v", -5784.54975374, 5449.50911966, -1811.16591783, 256.27178429, -13.02252404),
        T2V_1_3B_RET("1.3B_t2v_ret", -52186.2437, 9230.41404, -528.275948, 13.6987616, -0.0499875664),
        T2V_14B_RET("14B_t2v_ret", -303318.725, 49053.7029, -2655.30556, 58.7365115, -0.315583525),
        RAW("raw", 1.0, 0.0);

        private final String label;
        private final List<Double> coefficients;

        Published(String label, Double... coefficients) {
            this.label = label;
            this.coefficients = List.of(coefficients);
        }
    }

    /// A published fit: `1.3B_t2v`, `14B_t2v`, or either with `_ret` for the projected form; or `raw`, which takes
    /// the change of the embedding itself for the estimate.
    public static TeaCacheFit named(String label) {
        for (Published fit : Published.values()) {
            if (fit.label.equals(label)) {
                return new TeaCacheFit(fit.coefficients, label.endsWith("_ret"));
            }
        }
        String known = Arrays.stream(Published.values()).map(fit -> fit.label).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("TeaCache fit %s is unknown; expected one of %s".formatted(label, known));
    }

    /// The fit for a model of that size; `raw` for sizes nobody has fitted.
    public static TeaCacheFit of(TransformerShape shape) {
        return switch (shape.width()) {
            case WIDTH_14B -> named(Published.T2V_14B.label);
            case WIDTH_1_3B -> named(Published.T2V_1_3B.label);
            default -> named(Published.RAW.label);
        };
    }

    /// The estimated change of the output.
    double estimate(double change) {
        double sum = 0;
        for (double coefficient : coefficients) {
            sum = sum * change + coefficient;
        }
        return sum;
    }

    boolean alwaysComputes(int step, int steps) {
        return projected ? step < FIRST_STEPS_PROJECTED : step == 0 || step == steps - 1;
    }
}
