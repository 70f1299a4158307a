package genga.contracts.document;

import static genga.contracts.document.Requirement.or;
import static genga.contracts.document.Requirement.that;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// What becomes of the learning rate in the course of a run: a warm-up in a straight line from 0, then a curve.
///
/// @param curve  usually `constant`
/// @param warmup updates before the full rate
/// @param floor  share of the rate that the curve ends at: `cosine`, `polynomial`, `warmup-stable-decay`, `rex`
/// @param cycles of `cosine-with-restarts`
/// @param power  of `polynomial`
/// @param decay  updates of the way down of `warmup-stable-decay`; 0 for a tenth of the run
/// @param stages of `piecewise`
public record LearningRateCourse(
        Curve curve, Integer warmup, Double floor, Integer cycles, Double power, Integer decay, List<Stage> stages) {

    /// The courses after the warm-up.
    public enum Curve {
        @JsonProperty("constant")
        CONSTANT,
        @JsonProperty("linear")
        LINEAR,
        @JsonProperty("cosine")
        COSINE,
        @JsonProperty("cosine-with-restarts")
        COSINE_WITH_RESTARTS,
        @JsonProperty("polynomial")
        POLYNOMIAL,
        @JsonProperty("inverse-sqrt")
        INVERSE_SQRT,
        @JsonProperty("warmup-stable-decay")
        WARMUP_STABLE_DECAY,
        @JsonProperty("rex")
        REX,
        @JsonProperty("piecewise")
        PIECEWISE
    }

    /// A step of a stair.
    ///
    /// @param until  the first update that is no longer of it
    /// @param factor of the rate
    public record Stage(Integer until, Double factor) {
        public Stage {
            that(until != null && until >= 1, "learningRateCourse stages until", "1 or more", until);
            that(factor != null && factor >= 0, "learningRateCourse stages factor", "0 or more", factor);
        }
    }

    public LearningRateCourse {
        curve = or(curve, Curve.CONSTANT);
        warmup = or(warmup, 0);
        floor = or(floor, curve == Curve.REX ? 0.01 : 0.0);
        cycles = or(cycles, 1);
        power = or(power, 1.0);
        decay = or(decay, 0);
        stages = stages == null ? List.of() : List.copyOf(stages);
        that(warmup >= 0, "learningRateCourse warmup", "0 or more updates", warmup);
        that(floor >= 0 && floor <= 1, "learningRateCourse floor", "a share of the rate, 0 to 1", floor);
        that(cycles >= 1, "learningRateCourse cycles", "1 or more", cycles);
        that(power > 0 && Double.isFinite(power), "learningRateCourse power", "more than 0", power);
        that(decay >= 0, "learningRateCourse decay", "0 or more updates", decay);
        requireStages(curve, stages);
    }

    private static void requireStages(Curve curve, List<Stage> stages) {
        that(
                stages.isEmpty() == (curve != Curve.PIECEWISE),
                "learningRateCourse stages",
                "some with the curve piecewise and none with any other",
                stages.size());
        for (int i = 1; i < stages.size(); i++) {
            that(
                    stages.get(i).until > stages.get(i - 1).until,
                    "learningRateCourse stages",
                    "stages that end one after the other",
                    stages);
        }
    }

    /// The full rate from the first update to the last.
    public static LearningRateCourse constant() {
        return new LearningRateCourse(Curve.CONSTANT, 0, 0.0, 1, 1.0, 0, List.of());
    }
}
