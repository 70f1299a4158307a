package genga.wan.golden;

import com.fasterxml.jackson.databind.JsonNode;
import genga.wan.adapter.LoraAdapter;
import genga.wan.adapter.LoraFormat;
import genga.wan.tensor.DType;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.TransformerShape;
import genga.wan.weights.SafetensorsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Saved adapters: the one saved as it is, read and written again in every form the case stores.
final class LoraFileCases {
    /// Both factors are multiplied by the square root of the scale: one rounding.
    private static final Tolerance ROUNDED = Tolerance.of(1e-9, 2e-7);

    private final GoldenCase golden;
    private final List<Comparison> comparisons = new ArrayList<>();

    private LoraFileCases(GoldenCase golden) {
        this.golden = golden;
    }

    static List<Comparison> run(GoldenCase golden, TransformerShape shape) {
        JsonNode results = golden.manifest().path("results");
        if (!results.has("saved_as_is")) {
            return List.of();
        }
        LoraFileCases cases = new LoraFileCases(golden);
        Path stored = golden.path(results.path("saved_as_is").path("file").asText());
        try (LoraAdapter adapter = LoraAdapter.read(stored, shape)) {
            cases.written(adapter, results.path("saved_as_is"), LoraFormat.MUSUBI, DType.F32);
            cases.written(adapter, results.path("saved_bf16"), LoraFormat.MUSUBI, DType.BF16);
            cases.written(adapter, results.path("saved_diffusion_model_form"), LoraFormat.COMFYUI, DType.F32);
        }
        return cases.comparisons;
    }

    private void written(LoraAdapter adapter, JsonNode saved, LoraFormat format, DType type) {
        if (saved.isMissingNode()) {
            return;
        }
        String name = saved.path("file").asText();
        try {
            Path folder = Files.createTempDirectory("golden");
            Path ours = folder.resolve(name);
            try {
                adapter.write(ours, format, type, Map.of());
                try (SafetensorsFile expected = SafetensorsFile.open(golden.path(name));
                        SafetensorsFile found = SafetensorsFile.open(ours)) {
                    tensors(name, expected, found);
                    metadata(name, saved.path("metadata"), found.metadata());
                }
            } finally {
                Files.deleteIfExists(ours);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s could not be written to be compared: %s".formatted(name, e), e);
        }
    }

    private void tensors(String file, SafetensorsFile expected, SafetensorsFile found) {
        comparisons.add(
                Comparison.equal(file + " keys", new TreeSet<>(expected.names()), new TreeSet<>(found.names())));
        if (!expected.names().equals(found.names())) {
            return;
        }
        for (String name : expected.names()) {
            String label = file + " " + name;
            comparisons.add(Comparison.equal(
                    label + " form",
                    expected.dtype(name) + shape(expected, name),
                    found.dtype(name) + shape(found, name)));
            try (TensorScope scope = TensorScope.open()) {
                comparisons.add(ROUNDED.compare(
                        label,
                        found.tensor(scope, name).toFloats(),
                        expected.tensor(scope, name).toFloats()));
            }
        }
    }

    private static String shape(SafetensorsFile file, String name) {
        return Arrays.toString(file.shape(name));
    }

    /// Every entry of the reference; we write some more.
    private void metadata(String file, JsonNode expected, Map<String, String> found) {
        Map<String, String> wanted = new TreeMap<>();
        expected.properties()
                .forEach(entry -> wanted.put(entry.getKey(), entry.getValue().asText()));
        wanted.forEach((key, value) ->
                comparisons.add(Comparison.equal(file + " " + key, value, found.getOrDefault(key, "nothing"))));
    }
}
