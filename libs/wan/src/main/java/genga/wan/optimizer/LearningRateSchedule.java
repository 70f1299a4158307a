package genga.wan.optimizer;

import java.util.List;

/// What a learning rate is multiplied by at every update: a linear warm-up from 0, then a curve.
///
/// The curves are those of `transformers.optimization`; [Rex] is musubi-tuner's.
///
/// @param warmup updates before the full rate
/// @param total updates of the whole training
public record LearningRateSchedule(Curve curve, long warmup, long total) {
    public LearningRateSchedule {
        if (warmup < 0 || total < 1 || warmup > total) {
            throw new IllegalArgumentException(
                    "a training of %d updates cannot warm up for %d; expected 0 to %d".formatted(total, warmup, total));
        }
    }

    /// The full rate from the first update to the last.
    public static LearningRateSchedule constant(long total) {
        return new LearningRateSchedule(new Constant(), 0, total);
    }

    /// The factor of update `step`, counted from 0.
    public double factor(long step) {
        if (step < warmup) {
            return (double) step / warmup;
        }
        return curve.factor(new Progress(step, warmup, total));
    }

    /// Where a training is after its warm-up.
    public record Progress(long step, long warmup, long total) {
        /// 0 at the end of the warm-up, 1 at the end of the training and after it.
        double share() {
            return total == warmup ? 1 : Math.min(1, (double) (step - warmup) / (total - warmup));
        }
    }

    /// The course after the warm-up.
    public sealed interface Curve {
        double factor(Progress at);
    }

    public record Constant() implements Curve {
        @Override
        public double factor(Progress at) {
            return 1;
        }
    }

    /// `1 - x`.
    public record Linear() implements Curve {
        @Override
        public double factor(Progress at) {
            return 1 - at.share();
        }
    }

    /// `floor + (1 - floor) (1 + cos πx) / 2`.
    public record Cosine(double floor) implements Curve {
        public Cosine {
            checkFloor(floor);
        }

        @Override
        public double factor(Progress at) {
            return floor + (1 - floor) * (1 + Math.cos(Math.PI * at.share())) / 2;
        }
    }

    /// The cosine from the full rate to 0, several times in a row.
    public record CosineWithRestarts(int cycles) implements Curve {
        public CosineWithRestarts {
            if (cycles < 1) {
                throw new IllegalArgumentException("restarts need at least one cycle, got " + cycles);
            }
        }

        @Override
        public double factor(Progress at) {
            double x = at.share();
            return x >= 1 ? 0 : (1 + Math.cos(Math.PI * (cycles * x % 1))) / 2;
        }
    }

    /// `floor + (1 - floor) (1 - x)^power`.
    public record Polynomial(double power, double floor) implements Curve {
        public Polynomial {
            checkFloor(floor);
            if (!(power > 0)) {
                throw new IllegalArgumentException("power must be more than 0, got " + power);
            }
        }

        @Override
        public double factor(Progress at) {
            return floor + (1 - floor) * Math.pow(1 - at.share(), power);
        }
    }

    /// `1 / √((step - warmup + scale) / scale)`; the scale is the warm-up, or 10,000 without one.
    public record InverseSquareRoot() implements Curve {
        private static final long SCALE = 10_000;

        @Override
        public double factor(Progress at) {
            double scale = at.warmup == 0 ? SCALE : at.warmup;
            return 1 / Math.sqrt((at.step - at.warmup + scale) / scale);
        }
    }

    /// The full rate, then a straight line to `floor` over the last `decay` updates.
    public record StableThenDecay(long decay, double floor) implements Curve {
        public StableThenDecay {
            checkFloor(floor);
            if (decay < 1) {
                throw new IllegalArgumentException("decay must last at least one update, got " + decay);
            }
        }

        @Override
        public double factor(Progress at) {
            double x = Math.clamp(1 - (double) (at.total - at.step) / decay, 0, 1);
            return 1 - (1 - floor) * x;
        }
    }

    /// Reflected exponential (Chen et al., 2021): `floor + (1 - floor) z / (0.1 + 0.9 z)`, `z = 1 - x`.
    public record Rex(double floor) implements Curve {
        private static final double ALPHA = 0.1;

        public Rex {
            checkFloor(floor);
        }

        @Override
        public double factor(Progress at) {
            double z = 1 - at.share();
            return floor + (1 - floor) * z / (ALPHA + (1 - ALPHA) * z);
        }
    }

    /// Steps of a stair: each stage's factor holds until its last update.
    public record Piecewise(List<Stage> stages, double rest) implements Curve {
        /// @param until the first update that is no longer of this stage
        public record Stage(long until, double factor) {}

        public Piecewise {
            stages = List.copyOf(stages);
            for (int i = 1; i < stages.size(); i++) {
                if (stages.get(i).until <= stages.get(i - 1).until) {
                    throw new IllegalArgumentException("stages must end one after the other, got " + stages);
                }
            }
        }

        @Override
        public double factor(Progress at) {
            return stages.stream()
                    .filter(stage -> at.step < stage.until)
                    .findFirst()
                    .map(Stage::factor)
                    .orElse(rest);
        }
    }

    private static void checkFloor(double floor) {
        if (!(floor >= 0 && floor <= 1)) {
            throw new IllegalArgumentException("a schedule's floor is a share of the rate, 0 to 1, got " + floor);
        }
    }
}
