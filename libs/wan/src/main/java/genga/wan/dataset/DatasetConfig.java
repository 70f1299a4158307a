package genga.wan.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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

    public static DatasetConfig fromToml(String text) {
        return parsed(new TomlMapper(), text);
    }

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
        List<DatasetPart> parts = new ArrayList<>();
        int index = 0;
        for (JsonNode section : root.path("datasets")) {
            parts.addAll(new DatasetPartReader("dataset " + index++, problems, warnings)
                    .read(section, general.isObject() ? general : JsonNodeFactory.instance.objectNode()).stream()
                            .toList());
        }
        if (index == 0) {
            problems.add("the file: expected at least one [[datasets]] section, got none");
        }
        checkCaches(parts, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new DatasetConfig(parts, warnings);
    }

    /// Two parts in one cache folder would overwrite each other's files; compared case-blind, as some file systems
    /// are.
    private static void checkCaches(List<DatasetPart> parts, List<String> problems) {
        Map<String, Integer> owners = new HashMap<>();
        for (int index = 0; index < parts.size(); index++) {
            Path cache = parts.get(index).source().cache().toAbsolutePath().normalize();
            Integer other = owners.putIfAbsent(cache.toString().toLowerCase(Locale.ROOT), index);
            if (other != null) {
                problems.add("dataset %d, key cache_directory: %s is already the cache of dataset %d; give each its own"
                        .formatted(index, cache, other));
            }
        }
    }
}
