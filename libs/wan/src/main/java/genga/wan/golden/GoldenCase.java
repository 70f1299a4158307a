package genga.wan.golden;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.SafetensorsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A case of reference numbers: a manifest `CASE.json` and the tensor files it names.
final class GoldenCase implements AutoCloseable {
    private final Path manifestFile;
    private final JsonNode manifest;
    private final TensorScope scope = TensorScope.open();
    private final Map<String, SafetensorsFile> files = new HashMap<>();
    private final Map<String, JsonNode> entries = new LinkedHashMap<>();

    private GoldenCase(Path manifestFile, JsonNode manifest) {
        this.manifestFile = manifestFile;
        this.manifest = manifest;
        manifest.path("tensors").forEach(this::enter);
    }

    /// A name that occurs in several files is known by its name in the first, and as `name@group` in the others,
    /// where the group is what stands before `.safetensors`.
    private void enter(JsonNode entry) {
        String name = entry.path("name").asText();
        String[] file = entry.path("file").asText().split("\\.");
        entries.putIfAbsent(entries.containsKey(name) ? name + "@" + file[file.length - 2] : name, entry);
    }

    static GoldenCase open(Path manifestFile) {
        try {
            return new GoldenCase(
                    manifestFile,
                    JsonMapper.builder()
                            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                            .build()
                            .readTree(manifestFile.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("manifest %s cannot be read: %s".formatted(manifestFile, e.getMessage()), e);
        }
    }

    JsonNode manifest() {
        return manifest;
    }

    JsonNode config() {
        return manifest.path("config");
    }

    Path folder() {
        return manifestFile.toAbsolutePath().getParent();
    }

    /// Lives as long as the case.
    TensorScope scope() {
        return scope;
    }

    boolean has(String tensor) {
        return entries.containsKey(tensor);
    }

    /// Every name [#tensor] knows, in the manifest's order.
    List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /// Names of the tensors in that role: weight, input, intermediate, output.
    List<String> named(String role) {
        return entries.values().stream()
                .filter(entry -> entry.path("role").asText().equals(role))
                .map(entry -> entry.path("name").asText())
                .toList();
    }

    Tensor tensor(String name) {
        return file(fileOf(name)).tensor(scope, entry(name).path("name").asText());
    }

    float[] floats(String name) {
        return tensor(name).toFloats();
    }

    long[] longs(String name) {
        return tensor(name).readBytes(bytes -> bytes.toArray(ValueLayout.JAVA_LONG_UNALIGNED));
    }

    /// The file a tensor lies in.
    String fileOf(String tensor) {
        return entry(tensor).path("file").asText();
    }

    Tolerance tolerance(String name) {
        return Tolerance.of(entry(name).path("recommended"));
    }

    /// The `recommended` entry of a tensor.
    JsonNode recommended(String name) {
        return entry(name).path("recommended");
    }

    /// What the manifest says of a tensor in words.
    String note(String name) {
        return entry(name).path("note").asText();
    }

    Comparison compare(String name, float[] found) {
        return tolerance(name).compare(name, found, floats(name));
    }

    Comparison compare(String name, Tensor found) {
        return compare(name, found.toFloats());
    }

    Path path(String file) {
        return folder().resolve(file);
    }

    private JsonNode entry(String name) {
        JsonNode entry = entries.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("%s names no tensor %s".formatted(manifestFile, name));
        }
        return entry;
    }

    private SafetensorsFile file(String name) {
        return files.computeIfAbsent(name, key -> SafetensorsFile.open(path(key)));
    }

    @Override
    public void close() {
        scope.close();
        files.values().forEach(SafetensorsFile::close);
    }
}
