package genga.caption.measured;

import genga.contracts.vocabulary.CameraMotion;
import genga.contracts.vocabulary.Medium;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Puts measures into words. Nothing is said that was not measured.
final class Sentences {
    /// Picture widths, heights or growth per second from which the camera counts as moving.
    private static final double MOVING = 0.02;

    /// Share of change that one shift and zoom must explain before it is called the camera's.
    private static final double SURE = 0.4;

    private static final NavigableMap<Double, String> KEYS =
            scale("very dark, low-key", 40, "dark", 85, "evenly lit", 135, "bright", 190, "very bright, high-key");
    private static final NavigableMap<Double, String> CONTRASTS = scale("soft", 28, "moderate", 58, "strong");
    /// Close to the steps of Hasler and Suesstrunk's table of perceived colourfulness.
    private static final NavigableMap<Double, String> COLOURFULNESS =
            scale("almost no", 8, "muted", 24, "natural", 50, "vivid");

    private static final NavigableMap<Double, String> PACES = scale("slowly", 0.12, "steadily", 0.45, "quickly");
    private static final NavigableMap<Double, String> MOTIONS = scale(
            "Hardly anything moves.",
            0.3,
            "There is little motion.",
            1.5,
            "The motion is gentle.",
            4,
            "The motion is lively.",
            9,
            "The motion is fast and strong.");

    private Sentences() {}

    /// Words for rising values: the first for those from 0, then each for those from the number before it.
    private static NavigableMap<Double, String> scale(String first, Object... rest) {
        NavigableMap<Double, String> scale = new TreeMap<>();
        scale.put(0.0, first);
        for (int i = 0; i < rest.length; i += 2) {
            scale.put(((Number) rest[i]).doubleValue(), (String) rest[i + 1]);
        }
        return scale;
    }

    private static String word(NavigableMap<Double, String> scale, double value) {
        return scale.floorEntry(Math.max(0, value)).getValue();
    }

    static String about(Look look) {
        return Stream.of(
                        Optional.of(light(look)),
                        Optional.of(look.colours())
                                .filter(names -> !names.isEmpty())
                                .map(Sentences::colours),
                        only(look.medium(), camera(look.camera())),
                        only(
                                look.medium(),
                                Optional.of(
                                        word(MOTIONS, look.measures().motion().mean()))))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
    }

    /// What is said of moving pictures only.
    private static Optional<String> only(Medium medium, Optional<String> sentence) {
        return medium == Medium.CLIP ? sentence : Optional.empty();
    }

    private static String light(Look look) {
        String key = word(KEYS, look.measures().tone().brightness());
        return "%s %s picture with %s contrast and %s colour."
                .formatted(
                        key.startsWith("e") ? "An" : "A",
                        key,
                        word(CONTRASTS, look.contrast()),
                        word(COLOURFULNESS, look.measures().tone().colourfulness()));
    }

    private static String colours(List<String> names) {
        if (names.size() == 1) {
            return "The dominant colour is %s.".formatted(names.getFirst());
        }
        String list = String.join(", ", names.subList(0, names.size() - 1));
        return "The dominant colours are %s and %s.".formatted(list, names.getLast());
    }

    /// Nothing where things moved in a way that no camera explains.
    private static Optional<String> camera(CameraMotion camera) {
        if (camera.confidence() < SURE) {
            return Optional.empty();
        }
        return switch (camera.move()) {
            case STATIC -> Optional.of("The camera holds still.");
            case HANDHELD -> Optional.of("The camera is held by hand.");
            case UNCLEAR -> Optional.empty();
            case PAN_LEFT, PAN_RIGHT, TILT_UP, TILT_DOWN, ZOOM_IN, ZOOM_OUT -> moves(camera);
        };
    }

    private static Optional<String> moves(CameraMotion camera) {
        String moves = Stream.of(
                        move(camera.pan(), "pans %s to the right", "pans %s to the left"),
                        move(camera.tilt(), "tilts %s up", "tilts %s down"),
                        move(camera.zoom(), "moves in %s", "moves out %s"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" and "));
        return Optional.of("The camera " + moves + ".");
    }

    private static Optional<String> move(double speed, String forward, String backward) {
        return Math.abs(speed) < MOVING
                ? Optional.empty()
                : Optional.of((speed > 0 ? forward : backward).formatted(word(PACES, Math.abs(speed))));
    }
}
