package genga.ingest.collection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/// Reads a JSONL file as musubi-tuner has it: one object a line, with `video_path` or `image_path`, and `caption`.
final class MusubiLines {
    private static final List<String> PATHS = List.of("video_path", "image_path", "image_path_0");

    private final ObjectMapper json;

    MusubiLines(ObjectMapper json) {
        this.json = json;
    }

    /// @param path of the medium, as it stands there
    /// @param caption not in one line yet
    record Row(String path, String caption) {}

    /// @param warnings lines that could not be read, one sentence each
    record Rows(List<Row> rows, List<String> warnings) {}

    /// @param file name of the JSONL file
    Rows read(String file, String text) {
        List<Row> rows = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        boolean controls = false;
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (!line.isBlank()) {
                try {
                    JsonNode row = json.readTree(line);
                    rows.add(row(row));
                    controls |= row.has("control_path") || row.has("control_path_0");
                } catch (JsonProcessingException | IllegalArgumentException e) {
                    warnings.add("%s, line %d: expected an object with video_path or image_path and caption, got '%s'"
                            .formatted(file, number, shortened(line)));
                }
            }
        }
        if (controls) {
            warnings.add(file + ": control_path is not used, since Wan2.1-T2V takes no control clips");
        }
        return new Rows(rows, warnings);
    }

    private static Row row(JsonNode row) {
        String path = PATHS.stream()
                .filter(row::hasNonNull)
                .map(key -> row.get(key).asText())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no path"));
        return new Row(path.replace('\\', '/'), row.path("caption").asText(""));
    }

    private static String shortened(String line) {
        return line.length() <= 80 ? line : line.substring(0, 80) + " ...";
    }
}
