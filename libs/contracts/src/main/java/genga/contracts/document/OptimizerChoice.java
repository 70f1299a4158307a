package genga.contracts.document;

import static genga.contracts.document.Requirement.or;
import static genga.contracts.document.Requirement.that;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/// What moves the adapter at each update of a run.
///
/// @param name        usually `adamw`
/// @param weightDecay left out, the optimizer's own: 0.01 for both AdamW, 0 for the others
/// @param beta1       weight of what was in the mean of gradients; left out, the optimizer's own
/// @param beta2       weight of what was in the mean of squares; left out, the optimizer's own
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record OptimizerChoice(Name name, Optional<Double> weightDecay, Optional<Double> beta1, Optional<Double> beta2) {

    /// The optimizers there are.
    public enum Name {
        @JsonProperty("adamw")
        ADAMW,
        /// AdamW with its memory in eight bits.
        @JsonProperty("adamw8bit")
        ADAMW_8BIT,
        @JsonProperty("adafactor")
        ADAFACTOR,
        /// Adafactor that finds its own rate; the learning rate multiplies it, so leave that at 1.
        @JsonProperty("adafactor-relative")
        ADAFACTOR_RELATIVE,
        /// Finds its own rate; the learning rate multiplies it, so leave that at 1.
        @JsonProperty("prodigy")
        PRODIGY,
        @JsonProperty("lion")
        LION,
        /// AdamW that needs no schedule of the learning rate.
        @JsonProperty("schedule-free-adamw")
        SCHEDULE_FREE_ADAMW;

        /// Whether its learning rate is a factor of a rate it finds itself.
        public boolean findsItsRate() {
            return this == PRODIGY || this == ADAFACTOR_RELATIVE;
        }
    }

    public OptimizerChoice {
        name = or(name, Name.ADAMW);
        boolean adafactor = name == Name.ADAFACTOR || name == Name.ADAFACTOR_RELATIVE;
        weightDecay.ifPresent(
                decay -> that(decay >= 0 && Double.isFinite(decay), "optimizer weightDecay", "0 or more", decay));
        beta1.ifPresent(beta -> that(beta >= 0 && beta < 1, "optimizer beta1", "0 or more, less than 1", beta));
        beta2.ifPresent(beta -> {
            that(!adafactor, "optimizer beta2", "none with adafactor, which has a course of its own", beta);
            that(beta >= 0 && beta < 1, "optimizer beta2", "0 or more, less than 1", beta);
        });
    }

    /// As its library has it.
    public static OptimizerChoice of(Name name) {
        return new OptimizerChoice(name, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
