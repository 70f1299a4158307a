package genga.wan.sampling;

/// Euler: `x' = x + (sigma' - sigma) · v`. With a [ScheduleName#DISTILL] schedule this is the step that
/// step-distilled adapters are made for (LightX2V `step_distill/scheduler.py`).
public record Euler() implements Sampler {
    @Override
    public String label() {
        return "euler";
    }

    @Override
    public SamplerRun start(FlowSchedule schedule, NoiseSource noise) {
        return new Walk(schedule) {
            @Override
            float[] advance(int i, float[] x, float[] velocity) {
                return add(x, schedule.sigma(i + 1) - schedule.sigma(i), velocity);
            }
        };
    }
}
