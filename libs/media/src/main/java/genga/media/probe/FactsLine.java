package genga.media.probe;

import genga.contracts.vocabulary.FrameRate;
import genga.media.FrameSize;
import genga.media.MediaFacts;
import genga.media.UnreadableMedia;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Facts of a file, or why it is refused, as one line of JSON: a flat object of texts.
final class FactsLine {
    private static final Pattern FIELD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    private FactsLine() {}

    static String of(MediaFacts facts) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("container", facts.container());
        fields.put("codec", facts.codec());
        fields.put("width", Integer.toString(facts.coded().width()));
        fields.put("height", Integer.toString(facts.coded().height()));
        fields.put("rotation", Integer.toString(facts.shape().rotation()));
        fields.put("pixelWidth", Integer.toString(facts.shape().pixelWidth()));
        fields.put("pixelHeight", Integer.toString(facts.shape().pixelHeight()));
        fields.put("rate", facts.rate().numerator() + "/" + facts.rate().denominator());
        facts.claims().seconds().ifPresent(seconds -> fields.put("seconds", Double.toString(seconds)));
        facts.claims().frames().ifPresent(frames -> fields.put("frames", Long.toString(frames)));
        fields.put("audio", Boolean.toString(facts.audio()));
        return written(fields);
    }

    static String of(UnreadableMedia refusal) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("refused", refusal.field());
        fields.put("expected", refusal.expected());
        fields.put("found", refusal.found());
        return written(fields);
    }

    /// @throws UnreadableMedia when the line is a refusal
    /// @throws IllegalArgumentException when it is neither facts nor a refusal
    static MediaFacts read(String line) {
        Map<String, String> fields = fields(line);
        if (fields.containsKey("refused")) {
            throw new UnreadableMedia(fields.get("refused"), fields.get("expected"), fields.get("found"));
        }
        if (!fields.containsKey("container")) {
            throw new IllegalArgumentException("expected facts of a file, got " + line);
        }
        String[] rate = fields.get("rate").split("/");
        return new MediaFacts(
                fields.get("container"),
                fields.get("codec"),
                new FrameSize(number(fields, "width"), number(fields, "height")),
                new MediaFacts.Shape(
                        number(fields, "rotation"), number(fields, "pixelWidth"), number(fields, "pixelHeight")),
                new FrameRate(Integer.parseInt(rate[0]), Integer.parseInt(rate[1])),
                new MediaFacts.Claims(
                        Optional.ofNullable(fields.get("seconds")).map(Double::valueOf),
                        Optional.ofNullable(fields.get("frames")).map(Long::valueOf)),
                Boolean.parseBoolean(fields.get("audio")));
    }

    private static int number(Map<String, String> fields, String name) {
        return Integer.parseInt(fields.get(name));
    }

    private static String written(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> quoted(field.getKey()) + ":" + quoted(field.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char letter : text.toCharArray()) {
            if (letter == '"' || letter == '\\') {
                quoted.append('\\').append(letter);
            } else {
                quoted.append(letter < ' ' ? ' ' : letter);
            }
        }
        return quoted.append('"').toString();
    }

    private static Map<String, String> fields(String line) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(line);
        while (field.find()) {
            fields.put(plain(field.group(1)), plain(field.group(2)));
        }
        return fields;
    }

    private static String plain(String quoted) {
        return quoted.replaceAll("\\\\(.)", "$1");
    }
}
