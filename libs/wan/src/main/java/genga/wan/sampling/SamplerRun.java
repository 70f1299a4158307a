package genga.wan.sampling;

/// One walk of a [Sampler] along a schedule. Not thread-safe; used once.
public interface SamplerRun {
    /// The step about to be taken, 0 at the start, `schedule.steps()` when the walk is over.
    int position();

    /// Takes one step.
    ///
    /// @param x the latent at `sigma(position())`, as the last step returned it
    /// @param velocity what the model predicted for it: noise - clean
    /// @return the latent at `sigma(position() + 1)`, a new array
    float[] step(float[] x, float[] velocity);
}
