package genga.wan.sampling;

/// DPM-Solver++ of order 2, midpoint form, for flow models (Wan2.1 `fm_solvers.py`), deterministic (2M) or with noise
/// (SDE).
///
/// With `h = lambda' - lambda`, `a = 1 - sigma'` and `D1 = (D - D_before) / r`, `r = (lambda - lambda_before) / h`:
/// - 2M: `x' = (sigma' / sigma) · x - a · (e^-h - 1) · (D + D1 / 2)`
/// - SDE: `x' = (sigma' / sigma) · e^-h · x + a · (1 - e^-2h) · (D + D1 / 2) + sigma' · sqrt(1 - e^-2h) · z`
///
/// The first and the last step are of order 1 (`D1 = 0`).
public record DpmPlusPlus(boolean noisy) implements Sampler {
    @Override
    public String label() {
        return noisy ? "dpmpp-2m-sde" : "dpmpp-2m";
    }

    @Override
    public SamplerRun start(FlowSchedule schedule, NoiseSource noise) {
        return new MidpointWalk(schedule, noise);
    }

    private final class MidpointWalk extends Walk {
        private final FlowSchedule schedule;
        private final NoiseSource noise;
        private float[] cleanBefore = new float[0];

        MidpointWalk(FlowSchedule schedule, NoiseSource noise) {
            super(schedule);
            this.schedule = schedule;
            this.noise = noise;
        }

        @Override
        float[] advance(int i, float[] x, float[] velocity) {
            float[] clean = Sampler.clean(x, velocity, schedule.sigma(i));
            double slope = slope(i);
            float[] target = slope == 0 ? clean : mix(1 + slope, clean, -slope, cleanBefore);
            cleanBefore = clean;
            double next = schedule.sigma(i + 1);
            if (next == 0) {
                return clean;
            }
            double ratio = next / schedule.sigma(i);
            double decay = Math.exp(lambda(schedule.sigma(i)) - lambda(next));
            return noisy ? noisyStep(x, target, i, decay) : mix(ratio, x, (1 - next) * (1 - decay), target);
        }

        /// Half of `1 / r`: how far `D1 / 2` reaches in units of `D - D_before`.
        private double slope(int i) {
            if (i == 0 || i == schedule.steps() - 1) {
                return 0;
            }
            double lambda = lambda(schedule.sigma(i));
            double h = lambda(schedule.sigma(i + 1)) - lambda;
            return 0.5 * h / (lambda - lambda(schedule.sigma(i - 1)));
        }

        private float[] noisyStep(float[] x, float[] target, int i, double decay) {
            double next = schedule.sigma(i + 1);
            double kept = decay * decay;
            float[] drift = mix(next / schedule.sigma(i) * decay, x, (1 - next) * (1 - kept), target);
            return add(drift, next * Math.sqrt(1 - kept), noise.normal(x.length));
        }
    }
}
