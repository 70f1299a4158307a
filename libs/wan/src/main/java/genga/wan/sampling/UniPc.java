package genga.wan.sampling;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// UniPC, the unified predictor-corrector of Zhao et al. 2023, predicting the clean latent, for flow models (Wan2.1
/// `fm_solvers_unipc.py`). Each step first corrects the latent it was given with the new prediction (no further model
/// call), then predicts the next one.
///
/// With `h = lambda' - lambda`, `E = e^-h - 1`, `B = E` (bh2) or `-h` (bh1), `r_k = (lambda_k - lambda) / h` for
/// older levels k, `D_k = (m_k - m) / r_k`:
/// `x' = (sigma' / sigma) · x - (1 - sigma') · (E · m + B · sum_k rho_k · D_k)`. The weights solve
/// `sum_k rho_k · r_k^(j-1) = b_j` with `b_j = j! · phi_j / B`, `phi_1 = E / -h - 1`,
/// `phi_(j+1) = phi_j / -h - 1 / (j+1)!`.
public record UniPc(Form form, int order) implements Sampler {
    /// The two choices of B(h).
    public enum Form {
        BH1,
        BH2
    }

    public UniPc {
        if (order < 1 || order > 3) {
            throw new IllegalArgumentException("UniPC order must be 1, 2 or 3, got %d".formatted(order));
        }
    }

    @Override
    public String label() {
        return "unipc" + (form == Form.BH1 ? "-bh1" : "") + (order == 2 ? "" : "-" + order);
    }

    @Override
    public SamplerRun start(FlowSchedule schedule, NoiseSource noise) {
        if (schedule.sigma(0) >= 1) {
            throw new IllegalArgumentException("UniPC needs a first sigma below 1, got 1 from schedule '%s'; use %s"
                    .formatted(schedule.name().label(), "wan-unipc, kijai or diffusers-unipc"));
        }
        return new PredictorCorrector(schedule);
    }

    private final class PredictorCorrector extends Walk {
        private final FlowSchedule schedule;
        /// Clean latents of the last steps, newest first; entry k belongs to `sigma(i - 1 - k)` when step i begins.
        private final ArrayDeque<float[]> history = new ArrayDeque<>();

        private float[] beforePrediction = new float[0];
        private int predictedWith;

        PredictorCorrector(FlowSchedule schedule) {
            super(schedule);
            this.schedule = schedule;
        }

        @Override
        float[] advance(int i, float[] x, float[] velocity) {
            float[] clean = Sampler.clean(x, velocity, schedule.sigma(i));
            float[] corrected = i == 0 ? x : correct(i, clean);
            history.addFirst(clean);
            if (history.size() > order) {
                history.removeLast();
            }
            predictedWith = Math.min(history.size(), schedule.steps() - i);
            beforePrediction = corrected;
            return predict(i);
        }

        private float[] correct(int i, float[] clean) {
            Interval interval = new Interval(schedule, form, i - 1);
            List<float[]> older = List.copyOf(history);
            List<Double> ratios = interval.ratios(predictedWith);
            List<Double> all = new ArrayList<>(ratios);
            all.add(1.0);
            double[] rho = predictedWith == 1 ? new double[] {0.5} : interval.weights(all);
            double[] combined = interval.base(beforePrediction, older.getFirst());
            interval.addDifferences(combined, older, ratios, rho);
            interval.addDifference(combined, clean, older.getFirst(), rho[predictedWith - 1]);
            return narrowed(combined);
        }

        private float[] predict(int i) {
            if (schedule.sigma(i + 1) == 0) {
                return history.getFirst();
            }
            Interval interval = new Interval(schedule, form, i);
            List<float[]> older = List.copyOf(history);
            List<Double> ratios = interval.ratios(predictedWith);
            double[] rho = predictedWith == 2 ? new double[] {0.5} : interval.weights(ratios);
            double[] combined = interval.base(beforePrediction, older.getFirst());
            interval.addDifferences(combined, older, ratios, rho);
            return narrowed(combined);
        }
    }

    /// The interval from `sigma(from)` to `sigma(from + 1)` and its coefficients.
    private static final class Interval {
        private final FlowSchedule schedule;
        private final int from;
        private final double h;
        private final double e;
        private final double b;

        Interval(FlowSchedule schedule, Form form, int from) {
            this.schedule = schedule;
            this.from = from;
            h = Walk.lambda(schedule.sigma(from + 1)) - Walk.lambda(schedule.sigma(from));
            e = Math.expm1(-h);
            b = form == Form.BH1 ? -h : e;
        }

        List<Double> ratios(int used) {
            List<Double> ratios = new ArrayList<>();
            for (int k = 1; k < used; k++) {
                ratios.add((Walk.lambda(schedule.sigma(from - k)) - Walk.lambda(schedule.sigma(from))) / h);
            }
            return ratios;
        }

        double[] base(float[] x, float[] m) {
            double ratio = schedule.sigma(from + 1) / schedule.sigma(from);
            double weight = -(1 - schedule.sigma(from + 1)) * e;
            double[] sum = new double[x.length];
            Arrays.setAll(sum, n -> ratio * x[n] + weight * m[n]);
            return sum;
        }

        /// Adds `rho_k · D_k` for every level older than the newest.
        void addDifferences(double[] sum, List<float[]> history, List<Double> ratios, double[] rho) {
            for (int k = 1; k <= ratios.size(); k++) {
                addDifference(sum, history.get(k), history.getFirst(), rho[k - 1] / ratios.get(k - 1));
            }
        }

        void addDifference(double[] sum, float[] value, float[] m, double rho) {
            double weight = -(1 - schedule.sigma(from + 1)) * b * rho;
            for (int n = 0; n < sum.length; n++) {
                sum[n] += weight * (value[n] - m[n]);
            }
        }

        double[] weights(List<Double> ratios) {
            int size = ratios.size();
            double[][] rows = new double[size][size + 1];
            double factorial = 1;
            double phi = e / -h - 1;
            for (int j = 0; j < size; j++) {
                for (int k = 0; k < size; k++) {
                    rows[j][k] = Math.pow(ratios.get(k), j);
                }
                rows[j][size] = phi * factorial / b;
                factorial *= j + 2;
                phi = phi / -h - 1 / factorial;
            }
            return solved(rows);
        }
    }

    /// Gauss-Jordan elimination of at most three rows; the last column is the right-hand side.
    private static double[] solved(double[][] rows) {
        int size = rows.length;
        for (int pivot = 0; pivot < size; pivot++) {
            for (int row = 0; row < size; row++) {
                if (row != pivot) {
                    double factor = rows[row][pivot] / rows[pivot][pivot];
                    for (int column = pivot; column <= size; column++) {
                        rows[row][column] -= factor * rows[pivot][column];
                    }
                }
            }
        }
        double[] solution = new double[size];
        Arrays.setAll(solution, n -> rows[n][size] / rows[n][n]);
        return solution;
    }

    private static float[] narrowed(double[] values) {
        float[] narrow = new float[values.length];
        for (int n = 0; n < values.length; n++) {
            narrow[n] = (float) values[n];
        }
        return narrow;
    }
}
