package genga.wan.training;

import genga.wan.tensor.CounterRandom;
import genga.wan.tensor.CounterRandom.Purpose;

/// The noise levels a training sees.
///
/// @param sampling the distribution of sigma
/// @param least smallest sigma; the distribution is squeezed into `[least, most]`
/// @param most largest sigma
/// @param plusOne true tells the model `1000 · sigma + 1`, as musubi-tuner does, and not `1000 · sigma`
/// @param strata of each so many items in a row, every one draws from another of so many equal parts of the
///     distribution; 1 draws freely
public record Timesteps(TimestepSampling sampling, double least, double most, boolean plusOne, int strata) {
    private static final float STEPS = 1000;

    public Timesteps {
        if (!(least >= 0 && least < most && most <= 1)) {
            throw new IllegalArgumentException(
                    "sigma range must lie in 0 to 1 with least below most, got %s to %s".formatted(least, most));
        }
        if (strata < 1) {
            throw new IllegalArgumentException("strata must be 1 (none) or more, got " + strata);
        }
    }

    /// Drawn freely.
    public Timesteps(TimestepSampling sampling, double least, double most, boolean plusOne) {
        this(sampling, least, most, plusOne, 1);
    }

    /// The whole range, with the timestep musubi-tuner tells the model.
    public static Timesteps of(TimestepSampling sampling) {
        return new Timesteps(sampling, 0, 1, true);
    }

    /// The whole range, with `1000 · sigma` told to the model.
    public static Timesteps exact(TimestepSampling sampling) {
        return new Timesteps(sampling, 0, 1, false);
    }

    /// The quantile item `number` is trained at: a function of the seed and that number alone.
    double quantile(long seed, long number) {
        double u = new CounterRandom(seed, Purpose.TIMESTEP, number).uniforms(1)[0];
        if (strata == 1) {
            return u;
        }
        int[] order = new CounterRandom(seed, Purpose.TIMESTEP_STRATA, number / strata).shuffled(strata);
        return (order[(int) (number % strata)] + u) / strata;
    }

    /// sigma at quantile `u` for a latent of `rows` x `columns`, rounded to fp32 as the reference holds it.
    public double sigma(double u, long rows, long columns) {
        return squeezed(sampling.sigma(u, rows, columns));
    }

    /// `sigma` of the whole range squeezed into this one, rounded to fp32.
    public double squeezed(double sigma) {
        return (float) (least + (most - least) * sigma);
    }

    /// What the model is told for `sigma`, computed in fp32: near 1000 its steps are wide enough to show in
    /// gradients.
    public double timestep(double sigma) {
        return (float) sigma * STEPS + (plusOne ? 1f : 0f);
    }
}
