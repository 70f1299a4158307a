package genga.wan.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells whether a text holds characters side by side that hardly ever are meant so, a sign that it was read with the
/// wrong charset. Which those are is listed, and how the list is written, in `odd-neighbours.txt`: the badness test of
/// ftfy 6 (Robyn Speer).
final class OddNeighbours {
    private static final int HEXADECIMAL = 16;
    private static final Pattern ODD = read();

    private OddNeighbours() {}

    static boolean in(String text) {
        return ODD.matcher(text).find();
    }

    private static Pattern read() {
        try (InputStream in = OddNeighbours.class.getResourceAsStream("odd-neighbours.txt")) {
            return pattern(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the list of odd neighbours could not be read", e);
        }
    }

    private static Pattern pattern(String list) {
        Map<String, String> classes = new HashMap<>(Map.of("word", "\\p{L}\\p{N}_"));
        List<String> odd = new ArrayList<>();
        for (String line : list.lines().toList()) {
            String[] words = line.split(" +");
            switch (words[0]) {
                case "class" -> classes.put(words[1], members(Stream.of(words).skip(2), classes));
                case "odd" ->
                    odd.add(Stream.of(words)
                            .skip(1)
                            .map(position -> position(position, classes))
                            .collect(Collectors.joining()));
                default -> {}
            }
        }
        return Pattern.compile(String.join("|", odd));
    }

    private static String position(String written, Map<String, String> classes) {
        return switch (written) {
            case "^" -> "\\A";
            case "any" -> "[^\n]";
            default -> {
                String not = written.startsWith("!") ? "^" : "";
                String optional = written.endsWith("?") ? "?" : "";
                String listed = written.substring(not.length(), written.length() - optional.length());
                yield "[" + not + members(Stream.of(listed.split("\\|")), classes) + "]" + optional;
            }
        };
    }

    /// What stands between the brackets of a character class.
    private static String members(Stream<String> written, Map<String, String> classes) {
        return written.map(member -> classes.containsKey(member) ? classes.get(member) : range(member))
                .collect(Collectors.joining());
    }

    private static String range(String written) {
        return Stream.of(written.split("\\.\\."))
                .map(end -> "\\x{%x}".formatted(codePoint(end)))
                .collect(Collectors.joining("-"));
    }

    private static int codePoint(String written) {
        return written.startsWith("U+") ? Integer.parseInt(written.substring(2), HEXADECIMAL) : written.codePointAt(0);
    }
}
