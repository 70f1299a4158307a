package genga.wan.training;

/// How much an item's error counts, by its noise level (musubi-tuner `training/timesteps.py`).
///
/// As there, sigma is first brought to the nearest of the levels 0.001, 0.002 ... 1.
public enum LossWeighting {
    NONE {
        @Override
        double at(double sigma) {
            return 1;
        }
    },
    /// `sigma^-2`
    SIGMA_SQRT {
        @Override
        double at(double sigma) {
            return 1 / (sigma * sigma);
        }
    },
    /// `2 / (pi (1 - 2 sigma + 2 sigma²))`
    COSMAP {
        @Override
        double at(double sigma) {
            return 2 / (Math.PI * (1 - 2 * sigma + 2 * sigma * sigma));
        }
    };

    private static final int LEVELS = 1000;

    abstract double at(double sigma);

    /// The factor of an error at `sigma`.
    public double weight(double sigma) {
        return at(Math.clamp(Math.rint(sigma * LEVELS), 1, LEVELS) / LEVELS);
    }
}
