package genga.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What of ingest is measured, and how often.
///
/// @param quick one round, and the trial film at 960 x 520
/// @param rounds how often each side does each thing, in turn
/// @param film one's own; empty for the trial film
record IngestSettings(boolean quick, int rounds, Set<What> parts, Optional<Path> film) {
    private static final int ROUNDS = 3;

    /// What is measured, in this order.
    enum What {
        /// Precision and recall of each detector.
        DETECT,
        /// Scored frames per second.
        SCORE,
        /// Clips cut, re-timed and encoded.
        CUT,
        /// Most memory held while a film is scored and cut.
        MEMORY;

        private String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static What of(String name) {
            return Arrays.stream(values())
                    .filter(part -> part.label().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new BenchException("--only %s is unknown; expected one or more of %s with commas"
                            .formatted(
                                    name,
                                    Arrays.stream(values()).map(What::label).collect(Collectors.joining(", ")))));
        }
    }

    IngestSettings {
        parts = Set.copyOf(parts);
    }

    static IngestSettings parse(List<String> arguments) {
        Deque<String> left = new ArrayDeque<>(arguments);
        boolean quick = false;
        int rounds = 0;
        Set<What> parts = EnumSet.allOf(What.class);
        Optional<Path> film = Optional.empty();
        while (!left.isEmpty()) {
            String option = left.pop();
            switch (option) {
                case "--quick" -> quick = true;
                case "--rounds" -> rounds = number(left.poll());
                case "--only" -> parts = parts(left.poll());
                case "--film" -> film = Optional.of(file(left.poll()));
                default ->
                    throw new BenchException("option " + option
                            + " is unknown; expected --quick, --rounds N, --only PARTS or --film FILE");
            }
        }
        return new IngestSettings(quick, rounds != 0 ? rounds : quick ? 1 : ROUNDS, parts, film);
    }

    private static int number(String text) {
        if (text == null || !text.matches("[1-9]\\d{0,3}")) {
            throw new BenchException("--rounds takes a whole number from 1, got " + text);
        }
        return Integer.parseInt(text);
    }

    private static Set<What> parts(String text) {
        Set<What> parts = EnumSet.noneOf(What.class);
        for (String name : text == null ? List.of("") : List.of(text.split(","))) {
            parts.add(What.of(name));
        }
        return parts;
    }

    private static Path file(String text) {
        if (text == null || !Files.isRegularFile(Path.of(text))) {
            throw new BenchException("--film takes a video file, got " + text);
        }
        return Path.of(text);
    }

    boolean measures(What part) {
        return parts.contains(part);
    }
}
