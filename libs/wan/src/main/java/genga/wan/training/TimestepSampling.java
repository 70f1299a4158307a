package genga.wan.training;

import genga.wan.tensor.Script;
import java.util.List;

/// How a training step draws sigma, as the quantile function of its distribution: `u` uniform in (0, 1) in, sigma
/// out.
///
/// With `z = probit(u)` and `sigmoid(x) = 1 / (1 + e^-x)`. Names and formulas: musubi-tuner
/// `training/trainer_base.py`.
public sealed interface TimestepSampling {
    /// sigma at quantile `u` for a latent of `rows` x `columns`.
    double sigma(double u, long rows, long columns);

    /// A distribution of sigma made from a standard normal `z`.
    sealed interface OfNormal extends TimestepSampling {
        /// sigma at the normal number `z` for a latent of `rows` x `columns`.
        double sigmaAt(double z, long rows, long columns);

        @Override
        default double sigma(double u, long rows, long columns) {
            return sigmaAt(probit(u), rows, columns);
        }
    }

    /// `sigma = u`
    record Uniform() implements TimestepSampling {
        @Override
        public double sigma(double u, long rows, long columns) {
            return u;
        }
    }

    /// `sigma = sigmoid(scale · z)`
    record Sigmoid(double scale) implements OfNormal {
        public Sigmoid {
            requirePositive("sigmoid scale", scale);
        }

        @Override
        public double sigmaAt(double z, long rows, long columns) {
            return sigmoid(scale * z);
        }
    }

    /// `sigma = s · sigmoid(scale · z) / (1 + (s - 1) · sigmoid(scale · z))`
    record Shift(double shift, double scale) implements OfNormal {
        public Shift {
            requirePositive("shift", shift);
            requirePositive("sigmoid scale", scale);
        }

        @Override
        public double sigmaAt(double z, long rows, long columns) {
            return shifted(sigmoid(scale * z), shift);
        }
    }

    /// [Shift] with `s = e^mu`, where mu runs along a line over the tokens of one frame.
    record ResolutionShift(double scale, Line line) implements OfNormal {
        private static final double FEW = 256;
        private static final double MU_FEW = 0.5;

        /// Where the line from (256, 0.5) goes.
        public enum Line {
            /// Through (4096, 1.15), as for FLUX.
            FLUX(2, 4096, 1.15),
            /// The same, but every place of the latent counts as a token, as for FLUX.2.
            FLUX_2(1, 4096, 1.15),
            /// Through (8192, 0.9), as for Qwen-Image.
            QWEN(2, 8192, 0.9),
            /// Through (6400, 1.15), as for Krea 2.
            KREA_2(2, 6400, 1.15);

            private final int side;
            private final double many;
            private final double muMany;

            Line(int side, double many, double muMany) {
                this.side = side;
                this.many = many;
                this.muMany = muMany;
            }

            private double tokens(long rows, long columns) {
                return (double) (rows / side) * (columns / side);
            }
        }

        public ResolutionShift {
            requirePositive("sigmoid scale", scale);
        }

        /// Along the line of FLUX.
        public ResolutionShift(double scale) {
            this(scale, Line.FLUX);
        }

        @Override
        public double sigmaAt(double z, long rows, long columns) {
            double mu = MU_FEW + (line.tokens(rows, columns) - FEW) * (line.muMany - MU_FEW) / (line.many - FEW);
            return shifted(sigmoid(scale * z), Math.exp(mu));
        }
    }

    /// `sigma = sigmoid(mean + deviation · z)`
    record LogitNormal(double mean, double deviation) implements OfNormal {
        public LogitNormal {
            requirePositive("logit-normal deviation", deviation);
        }

        @Override
        public double sigmaAt(double z, long rows, long columns) {
            return sigmoid(mean + deviation * z);
        }
    }

    /// `sigma = sigmoid(-L / 2)`, where the log of the signal-to-noise ratio `L = mean + deviation · z`.
    record LogSnr(double mean, double deviation) implements OfNormal {
        public LogSnr {
            requirePositive("log-SNR deviation", deviation);
        }

        @Override
        public double sigmaAt(double z, long rows, long columns) {
            return sigmoid(-(mean + deviation * z) / 2);
        }
    }

    /// What lies between two levels of another distribution, cut off there and not squeezed: musubi-tuner's
    /// `preserve_distribution_shape`. It draws until a number fits; here the quantiles outside are left out, the
    /// same distribution in one draw.
    ///
    /// @param whole whose sigma rises or falls with u throughout
    record Between(TimestepSampling whole, double least, double most) implements TimestepSampling {
        private static final int HALVINGS = 50;

        public Between {
            if (!(least >= 0 && least < most && most <= 1)) {
                throw new IllegalArgumentException(
                        "levels must lie in 0 to 1 with the least below the most, got %s to %s".formatted(least, most));
            }
        }

        @Override
        public double sigma(double u, long rows, long columns) {
            boolean rises = whole.sigma(1, rows, columns) > whole.sigma(0, rows, columns);
            double from = quantile(rises ? least : most, rises, rows, columns);
            double to = quantile(rises ? most : least, rises, rows, columns);
            if (!(from < to)) {
                throw new IllegalArgumentException(
                        "the distribution has no levels between %s and %s; widen them".formatted(least, most));
            }
            return Math.clamp(whole.sigma(from + u * (to - from), rows, columns), least, most);
        }

        /// Where `whole` passes a level.
        private double quantile(double level, boolean rises, long rows, long columns) {
            double low = 0;
            double high = 1;
            for (int i = 0; i < HALVINGS; i++) {
                double middle = (low + high) / 2;
                if (whole.sigma(middle, rows, columns) < level == rises) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return (low + high) / 2;
        }
    }

    /// Now one distribution, now another: u chooses which, and what is left of it draws there.
    ///
    /// @param parts shares of all draws, 1 together
    record Mixture(List<Part> parts) implements TimestepSampling {

        /// One of them.
        public record Part(double share, TimestepSampling sampling) {}

        public Mixture {
            parts = List.copyOf(parts);
            double sum = parts.stream().mapToDouble(Part::share).sum();
            if (!(Math.abs(sum - 1) < 1e-9) || parts.stream().anyMatch(part -> !(part.share > 0))) {
                throw new IllegalArgumentException(
                        "the parts of a mixture need shares above 0 that are 1 together, got " + parts);
            }
        }

        @Override
        public double sigma(double u, long rows, long columns) {
            double from = 0;
            for (Part part : parts.subList(0, parts.size() - 1)) {
                if (u < from + part.share) {
                    return part.sampling.sigma((u - from) / part.share, rows, columns);
                }
                from += part.share;
            }
            return parts.getLast().sampling.sigma((u - from) / (1 - from), rows, columns);
        }
    }

    /// musubi-tuner's mode `sigma`: one of 1000 levels, `1 - i / 1000` with `i = floor(first + d(u) (last - first))`,
    /// counted from the noisy end. The model is told `1000 · sigma`: use [Timesteps#exact].
    ///
    /// @param density how u is bent before it chooses
    record Levels(Density density, int first, int last) implements TimestepSampling {
        private static final int COUNT = 1000;

        public Levels {
            if (first < 0 || first >= last || last > COUNT) {
                throw new IllegalArgumentException(
                        "levels must lie in 0 to 1000 with the first below the last, got %d to %d"
                                .formatted(first, last));
            }
        }

        @Override
        public double sigma(double u, long rows, long columns) {
            int level = (int) Math.floor(first + density.bend(u) * (last - first));
            return (COUNT - Math.min(level, COUNT - 1)) / (double) COUNT;
        }
    }

    /// How a uniform number is bent before it chooses one of [Levels] (musubi-tuner's `weighting_scheme`).
    sealed interface Density {
        double bend(double u);

        /// `u`
        record Even() implements Density {
            @Override
            public double bend(double u) {
                return u;
            }
        }

        /// `sigmoid(mean + deviation · z)`
        record LogitNormal(double mean, double deviation) implements Density {
            public LogitNormal {
                requirePositive("logit-normal deviation", deviation);
            }

            @Override
            public double bend(double u) {
                return sigmoid(mean + deviation * probit(u));
            }
        }

        /// `1 - u - m (cos²(pi u / 2) - 1 + u)`.
        ///
        /// @param scale m, 1.29 in musubi-tuner
        record Mode(double scale) implements Density {
            @Override
            public double bend(double u) {
                double cosine = Math.cos(Math.PI * u / 2);
                return 1 - u - scale * (cosine * cosine - 1 + u);
            }
        }
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double shifted(double sigma, double shift) {
        return shift * sigma / (1 + (shift - 1) * sigma);
    }

    /// The standard normal quantile, `sqrt 2 · erfinv(2u - 1)`; `u` is kept 1e-7 away from 0 and 1. `2u - 1` is taken
    /// in fp32, as the reference does, which decides the outermost tail.
    private static double probit(double u) {
        float margin = 1e-7f;
        float x = 2 * Math.clamp((float) u, margin, 1 - margin) - 1;
        return Script.load("training").callDouble("probit", x);
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be more than 0, got " + value);
        }
    }
}
