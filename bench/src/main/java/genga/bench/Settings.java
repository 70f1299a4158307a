package genga.bench;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// How much is measured.
///
/// @param quick fewer rounds, and a VAE clip of 5 frames 128 x 96 in place of 17 frames 256 x 144
/// @param rounds how often each side runs each act, the other side in between
/// @param minutes after this time a race ends with its third round
/// @param parts what is measured
record Settings(boolean quick, int rounds, int minutes, Set<Part> parts) {
    private static final int ROUNDS = 5;
    private static final int QUICK_ROUNDS = 3;
    private static final int MINUTES = 15;

    Settings {
        if (rounds < 1) {
            throw new BenchException("--rounds must be 1 or more, got " + rounds);
        }
        parts = Set.copyOf(parts);
    }

    static Settings parse(List<String> arguments) {
        Deque<String> left = new ArrayDeque<>(arguments);
        boolean quick = false;
        int rounds = 0;
        int minutes = MINUTES;
        Set<Part> parts = EnumSet.allOf(Part.class);
        while (!left.isEmpty()) {
            String option = left.pop();
            switch (option) {
                case "--quick" -> quick = true;
                case "--rounds" -> rounds = number(option, left.poll());
                case "--minutes" -> minutes = number(option, left.poll());
                case "--only" -> parts = parts(left.poll());
                default ->
                    throw new BenchException("option " + option
                            + " is unknown; expected --quick, --rounds N, --minutes N or --only PARTS");
            }
        }
        return new Settings(quick, rounds != 0 ? rounds : quick ? QUICK_ROUNDS : ROUNDS, minutes, parts);
    }

    private static int number(String option, String text) {
        if (text == null || !text.matches("[1-9]\\d{0,5}")) {
            throw new BenchException(option + " takes a whole number from 1, got " + text);
        }
        return Integer.parseInt(text);
    }

    private static Set<Part> parts(String text) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String name : text == null ? List.of("") : List.of(text.split(","))) {
            parts.add(Part.of(name));
        }
        return parts;
    }

    boolean measures(Part part) {
        return parts.contains(part);
    }
}
