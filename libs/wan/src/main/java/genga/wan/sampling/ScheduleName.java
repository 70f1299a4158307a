package genga.wan.sampling;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The sigma lists in use for Wan2.1, each under its own name, because programs that say "unipc, shift 5" mean
/// different numbers. The formulas stand in [FlowSchedule].
public enum ScheduleName {
    /// Wan's own UniPC list: starts at 0.999, timesteps cut to whole numbers.
    WAN_UNIPC("wan-unipc"),
    /// Wan's own DPM++ list: starts at exactly 1, timesteps cut to whole numbers.
    WAN_DPMPP("wan-dpmpp"),
    /// The ComfyUI-WanVideoWrapper list: the shift touches the first sigma twice.
    KIJAI("kijai"),
    /// ComfyUI's "simple" list over the 1,000-entry shifted table, fractional timesteps.
    COMFY("comfy"),
    /// The flow-matching Euler list of diffusers: end points included, shifted twice, fractional timesteps.
    DIFFUSERS_EULER("diffusers-euler"),
    /// The UniPC list of diffusers with flow sigmas.
    DIFFUSERS_UNIPC("diffusers-unipc"),
    /// Picks of the shifted 1,000-entry table for step-distilled adapters, such as 1000, 750, 500, 250.
    DISTILL("distill"),
    /// Sigmas named one by one.
    CUSTOM("custom");

    private final String label;

    ScheduleName(String label) {
        this.label = label;
    }

    /// The name used in recipes.
    public String label() {
        return label;
    }

    public static ScheduleName of(String label) {
        for (ScheduleName name : values()) {
            if (name.label.equals(label)) {
                return name;
            }
        }
        String known = Arrays.stream(values()).map(ScheduleName::label).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("schedule '%s' is not known; choose one of: %s".formatted(label, known));
    }
}
