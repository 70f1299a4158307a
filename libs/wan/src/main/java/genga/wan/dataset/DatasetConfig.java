package genga.wan.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A dataset file in musubi-tuner's format, TOML or JSON, read and checked.
///
/// @param warnings what the file says to no effect
public record DatasetConfig(List<DatasetPart> parts, List<String> warnings) {
    public DatasetConfig {
        parts = List.copyOf(parts);
        warnings = List.copyOf(warnings);
    }

    /// Reads a `.toml` or `.json` file. All errors of the file are named in one exception.
    public static DatasetConfig read(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        try {
            if (name.endsWith(".toml")) {
                return fromToml(Files.readString(file));
            }
            if (name.endsWith(".json")) {
                return fromJson(Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("dataset file %s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
        throw new IllegalArgumentException("dataset file %s: expected a name ending in .toml or .json".formatted(file));
    }

    /// As [#read], of a file's text.
    public static DatasetConfig fromToml(String text) {
        return parsed(new TomlMapper(), text);
    }

    /// As [#read], of a file's text.
    public static DatasetConfig fromJson(String text) {
        return parsed(new ObjectMapper(), text);
    }

    private static DatasetConfig parsed(ObjectMapper mapper, String text) {
        try {
            return of(mapper.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the dataset file is not well formed: " + e.getMessage(), e);
        }
    }

    private static DatasetConfig of(JsonNode root) {
        List<String> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        DatasetKeys.checkTop(root, problems);
        JsonNode general = root.path("general");
        DatasetKeys.checkGeneral(general, problems);
        JsonNode sections = root.path("datasets");
        if (!sections.isArray() || sections.isEmpty()) {
            problems.add("the file: expected at least one [[datasets]] section, got %s"
                    .formatted(sections.isObject() ? "a single [datasets]" : "none"));
        }
        Map<Integer, DatasetPart> parts = new TreeMap<>();
        for (int index = 0; sections.isArray() && index < sections.size(); index++) {
            int number = index;
            new DatasetPartReader("dataset " + index, problems, warnings)
                    .read(sections.get(index), general)
                    .ifPresent(part -> parts.put(number, part));
        }
        checkCaches(parts, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new DatasetConfig(List.copyOf(parts.values()), warnings);
    }

    /// Two parts in one cache folder would overwrite each other's files; compared case-blind, as some file systems
    /// are.
    ///
    /// @param parts by their number in the file; one that could not be read is not among them
    private static void checkCaches(Map<Integer, DatasetPart> parts, List<String> problems) {
        Map<String, Integer> owners = new HashMap<>();
        parts.forEach((number, part) -> {
            Path cache = part.source().cache().toAbsolutePath().normalize();
            Integer other = owners.putIfAbsent(cache.toString().toLowerCase(Locale.ROOT), number);
            if (other != null) {
                problems.add("dataset %d, key cache_directory: %s is already the cache of dataset %d; give each its own"
                        .formatted(number, cache, other));
            }
        });
    }
}
