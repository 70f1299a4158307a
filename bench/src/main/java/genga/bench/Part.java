package genga.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What `genga bench wan` measures, in this order.
enum Part {
    /// One pass of the transformer.
    FORWARD,
    /// One training step of an adapter.
    STEP,
    /// The most memory each side ever held.
    MEMORY,
    /// What thousands of steps leave behind.
    GROWTH,
    /// Encoding and decoding of a clip, which takes longest.
    VAE;

    /// The name on the command line and in figures.
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Part of(String name) {
        for (Part part : values()) {
            if (part.label().equals(name)) {
                return part;
            }
        }
        String known = Arrays.stream(values()).map(Part::label).collect(Collectors.joining(", "));
        throw new BenchException("--only " + name + " is unknown; expected one or more of " + known + " with commas");
    }
}
