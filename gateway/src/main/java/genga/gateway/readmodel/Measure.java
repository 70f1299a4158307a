package genga.gateway.readmodel;

import genga.contracts.vocabulary.ClipMeasures;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// What clips can be sorted by and charted over. Each has a column of its name and an index that is walked in its
/// order.
public enum Measure {
    FRAMES("frames"),
    MOTION("motion"),
    PEAK("peak"),
    STATIC_SHARE("staticShare"),
    TRANSITION("transition"),
    BRIGHTNESS("brightness"),
    FLICKER("flicker"),
    SHARPNESS("sharpness"),
    COLOURFULNESS("colourfulness"),
    LETTERBOX("letterbox"),
    OVERLAY("overlay");

    private final String label;

    Measure(String label) {
        this.label = label;
    }

    /// The name in the API.
    public String label() {
        return label;
    }

    public static Optional<Measure> named(String label) {
        return Arrays.stream(values())
                .filter(measure -> measure.label.equals(label))
                .findFirst();
    }

    /// All names, for a sentence.
    public static String labels() {
        return Arrays.stream(values()).map(Measure::label).collect(Collectors.joining(", "));
    }

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The index that pages in its order are read from.
    String index() {
        return this == FRAMES || this == MOTION ? "clip_by_" + column() : "clip_brief";
    }

    /// This one of a clip's measures; nothing where it was not measured, as frames, which are counted, never are.
    OptionalDouble of(ClipMeasures measures) {
        return switch (this) {
            case FRAMES -> OptionalDouble.empty();
            case MOTION -> OptionalDouble.of(measures.motion().mean());
            case PEAK -> OptionalDouble.of(measures.motion().peak());
            case STATIC_SHARE -> OptionalDouble.of(measures.motion().staticShare());
            case TRANSITION -> OptionalDouble.of(measures.transition());
            case BRIGHTNESS -> OptionalDouble.of(measures.tone().brightness());
            case FLICKER -> OptionalDouble.of(measures.tone().flicker());
            case SHARPNESS -> OptionalDouble.of(measures.tone().sharpness());
            case COLOURFULNESS -> OptionalDouble.of(measures.tone().colourfulness());
            case LETTERBOX -> OptionalDouble.of(measures.letterbox());
            case OVERLAY -> measures.overlay();
        };
    }
}
