package genga.wan.sampling;

/// Euler with noise put back after each step, for flow models.
///
/// The step goes down to `d = sigma' · (1 + eta · (sigma' / sigma - 1))` instead of `sigma'`, then the latent is
/// scaled by `(1 - sigma') / (1 - d)` and noise of size `sqrt(sigma'² - d² · (1 - sigma')² / (1 - d)²)` brings it
/// back to level `sigma'`. `eta` 0 is plain Euler, 1 the usual strength.
public record EulerAncestral(double eta) implements Sampler {
    public EulerAncestral {
        if (!(eta >= 0 && eta <= 1)) {
            throw new IllegalArgumentException("eta must lie in 0..1, got %s".formatted(eta));
        }
    }

    @Override
    public String label() {
        return "euler-ancestral";
    }

    @Override
    public SamplerRun start(FlowSchedule schedule, NoiseSource noise) {
        return new Walk(schedule) {
            @Override
            float[] advance(int i, float[] x, float[] velocity) {
                double sigma = schedule.sigma(i);
                double next = schedule.sigma(i + 1);
                double down = next * (1 + eta * (next / sigma - 1));
                double scale = (1 - next) / (1 - down);
                double renoise = Math.sqrt(Math.max(0, next * next - down * down * scale * scale));
                float[] lowered = add(x, down - sigma, velocity);
                return next == 0 || renoise == 0 ? lowered : mix(scale, lowered, renoise, noise.normal(x.length));
            }
        };
    }
}
