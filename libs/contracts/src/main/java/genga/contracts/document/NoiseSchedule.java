package genga.contracts.document;

import static genga.contracts.document.Requirement.that;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// The noise levels a render walks down. Programs that say "UniPC, shift 5" mean different numbers, so each list has a
/// name of its own.
///
/// @param name      left out, it follows from the list given
/// @param timesteps of [Name#DISTILL]: the unshifted levels of its training, highest first, such as 1000, 750, 500,
///                  250; empty spaces the steps evenly
/// @param sigmas    of [Name#CUSTOM]: the levels themselves, highest first, without the 0 at the end; not shifted
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NoiseSchedule(Name name, List<Integer> timesteps, List<Double> sigmas) {

    /// Whose list of noise levels.
    public enum Name {
        @JsonProperty("wan-unipc")
        WAN_UNIPC,
        @JsonProperty("wan-dpmpp")
        WAN_DPMPP,
        @JsonProperty("kijai")
        KIJAI,
        @JsonProperty("comfy")
        COMFY,
        @JsonProperty("diffusers-euler")
        DIFFUSERS_EULER,
        @JsonProperty("diffusers-unipc")
        DIFFUSERS_UNIPC,
        @JsonProperty("distill")
        DISTILL,
        @JsonProperty("custom")
        CUSTOM
    }

    private static final int TABLE = 1000;

    public NoiseSchedule {
        timesteps = timesteps == null ? List.of() : List.copyOf(timesteps);
        sigmas = sigmas == null ? List.of() : List.copyOf(sigmas);
        name = name == null ? meant(timesteps, sigmas) : name;
        that(
                timesteps.isEmpty() || name == Name.DISTILL,
                "schedule timesteps",
                "none with any schedule but distill",
                timesteps);
        that(
                sigmas.isEmpty() == (name != Name.CUSTOM),
                "schedule sigmas",
                "a list with the custom schedule and none with any other",
                sigmas);
        that(
                falls(timesteps, TABLE),
                "schedule timesteps",
                "numbers from 1000 down to 1, each below the last",
                timesteps);
        that(falls(sigmas, 1), "schedule sigmas", "numbers from 1 down to above 0, each below the last", sigmas);
    }

    /// The list of that name.
    public static NoiseSchedule named(Name name) {
        return new NoiseSchedule(name, List.of(), List.of());
    }

    /// What a sampler walks in Wan2.1's own program: UniPC begins just under pure noise, the others at it.
    public static NoiseSchedule usual(SamplerName sampler) {
        return named(sampler.needsSomeSignal() ? Name.WAN_UNIPC : Name.WAN_DPMPP);
    }

    /// How many steps the lists given make; 0 where any number of steps does.
    public int givenSteps() {
        return Math.max(timesteps.size(), sigmas.size());
    }

    /// Whether the first level is pure noise, where some samplers cannot begin.
    boolean beginsAtPureNoise() {
        return switch (name) {
            case WAN_DPMPP, COMFY, DIFFUSERS_EULER -> true;
            case DISTILL -> timesteps.isEmpty() || timesteps.getFirst() == TABLE;
            case CUSTOM -> sigmas.getFirst() == 1;
            case WAN_UNIPC, KIJAI, DIFFUSERS_UNIPC -> false;
        };
    }

    private static Name meant(List<Integer> timesteps, List<Double> sigmas) {
        that(
                timesteps.isEmpty() != sigmas.isEmpty(),
                "schedule",
                "a name, or else timesteps or sigmas",
                sigmas.isEmpty() ? "none of them" : "both lists");
        return sigmas.isEmpty() ? Name.DISTILL : Name.CUSTOM;
    }

    private static boolean falls(List<? extends Number> levels, double most) {
        double last = Math.nextUp(most);
        for (Number level : levels) {
            if (!(level.doubleValue() > 0 && level.doubleValue() < last)) {
                return false;
            }
            last = level.doubleValue();
        }
        return true;
    }
}
