package genga.wan.sampling;

/// What every run shares: the position, its check, and weighted sums of latents.
abstract class Walk implements SamplerRun {
    private final FlowSchedule schedule;
    private int position;

    Walk(FlowSchedule schedule) {
        this.schedule = schedule;
    }

    @Override
    public final int position() {
        return position;
    }

    @Override
    public final float[] step(float[] x, float[] velocity) {
        if (position >= schedule.steps()) {
            throw new IllegalStateException(
                    "all %d steps of this run are taken; start a new run".formatted(schedule.steps()));
        }
        float[] next = advance(position, x, velocity);
        position++;
        return next;
    }

    /// Step `i` from `sigma(i)` to `sigma(i + 1)`.
    abstract float[] advance(int i, float[] x, float[] velocity);

    /// Half the logarithm of the signal-to-noise ratio, as a flow model has it: `ln((1 - sigma) / sigma)`; -infinity
    /// at sigma 1, +infinity at 0.
    static double lambda(double sigma) {
        return Math.log(1 - sigma) - Math.log(sigma);
    }

    /// `x + b · y`
    static float[] add(float[] x, double b, float[] y) {
        return mix(1, x, b, y);
    }

    /// `a · x + b · y`
    static float[] mix(double a, float[] x, double b, float[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    "latents must have the same size, got %d and %d".formatted(x.length, y.length));
        }
        float[] sum = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            sum[i] = (float) (a * x[i] + b * y[i]);
        }
        return sum;
    }
}
