package genga.wan.sampling;

/// Consistency sampling: jump to the clean latent, then noise it again to the next level with fresh noise.
///
/// `x' = (1 - sigma') · D + sigma' · z` (diffusers `scheduling_flow_match_lcm.py`); the last step returns `D`.
public record Lcm() implements Sampler {
    @Override
    public String label() {
        return "lcm";
    }

    @Override
    public SamplerRun start(FlowSchedule schedule, NoiseSource noise) {
        return new Walk(schedule) {
            @Override
            float[] advance(int i, float[] x, float[] velocity) {
                float[] clean = Sampler.clean(x, velocity, schedule.sigma(i));
                double next = schedule.sigma(i + 1);
                return next == 0 ? clean : mix(1 - next, clean, next, noise.normal(x.length));
            }
        };
    }
}
