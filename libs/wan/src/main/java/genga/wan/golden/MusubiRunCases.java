package genga.wan.golden;

import com.fasterxml.jackson.databind.JsonNode;
import genga.wan.tensor.DType;
import genga.wan.tensor.TensorScope;
import genga.wan.text.TextEmbedding;
import genga.wan.vae.Latent;
import genga.wan.vae.LatentFile;
import genga.wan.weights.SafetensorsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Files of a real training run of musubi-tuner: read by our readers, and keys, types and metadata as the manifest
/// lists them. The manifest lists more files than are kept; a case must keep some of each kind.
final class MusubiRunCases {
    private static final String RUN = "<RUN>";

    private final GoldenCase golden;
    private final Path folder;
    private final List<Comparison> comparisons = new ArrayList<>();

    private MusubiRunCases(GoldenCase golden) {
        this.golden = golden;
        this.folder = golden.path(golden.manifest().path("case").asText());
    }

    static List<Comparison> run(GoldenCase golden) {
        MusubiRunCases cases = new MusubiRunCases(golden);
        cases.each("outputs", cases::adapter);
        cases.each("cache_files", cases::cache);
        return cases.comparisons;
    }

    private interface Check {
        void file(String name, SafetensorsFile file, JsonNode expected);
    }

    private void each(String group, Check check) {
        int kept = 0;
        for (Map.Entry<String, JsonNode> listed : golden.manifest().path(group).properties()) {
            Path path = folder.resolve(listed.getKey());
            if (listed.getKey().endsWith(".safetensors") && Files.isRegularFile(path)) {
                kept++;
                try (SafetensorsFile file = SafetensorsFile.open(path)) {
                    check.file(listed.getKey(), file, listed.getValue());
                    metadata(listed.getKey(), listed.getValue().path("metadata"), file.metadata());
                }
            }
        }
        comparisons.add(Comparison.equal(group + " has files", true, kept > 0));
    }

    /// The folder of the run is not in the manifest: it stands there as `<RUN>`.
    private void metadata(String name, JsonNode expected, Map<String, String> found) {
        Map<String, String> wanted = new TreeMap<>();
        expected.properties().forEach(entry -> {
            String value = entry.getValue().asText();
            String ours = found.getOrDefault(entry.getKey(), "nothing");
            boolean same = value.startsWith(RUN) && ours.endsWith(value.substring(RUN.length()));
            wanted.put(entry.getKey(), same ? ours : value);
        });
        comparisons.add(Comparison.equal(name + " metadata", wanted, new TreeMap<>(found)));
    }

    private void adapter(String name, SafetensorsFile file, JsonNode expected) {
        comparisons.add(Comparison.equal(
                name + " keys", expected.path("keys").asInt(), file.names().size()));
        long modules =
                file.names().stream().filter(key -> key.endsWith(".alpha")).count();
        for (String key : new TreeSet<>(file.names())) {
            boolean known = key.matches("lora_unet_blocks_\\d+_(self_attn_[qkvo]|cross_attn_[qkvo]|ffn_[02])"
                    + "\\.(alpha|lora_(down|up)\\.weight)");
            if (!known) {
                comparisons.add(Comparison.failed(name, "key %s is of no form our adapters use".formatted(key)));
            }
        }
        comparisons.add(Comparison.equal(
                name + " modules", 3 * modules, (long) file.names().size()));
        String alpha = file.names().stream()
                .filter(key -> key.endsWith(".alpha"))
                .findFirst()
                .orElseThrow();
        comparisons.add(
                Comparison.equal(name + " alpha", "F32[]", file.dtype(alpha).label() + shape(file, alpha)));
    }

    private static String shape(SafetensorsFile file, String name) {
        return Arrays.toString(file.shape(name));
    }

    private void cache(String name, SafetensorsFile file, JsonNode expected) {
        expected.path("tensors").properties().forEach(listed -> {
            String key = listed.getKey();
            if (!file.has(key)) {
                comparisons.add(Comparison.failed(name, "no tensor %s, found %s".formatted(key, file.names())));
                return;
            }
            String form = listed.getValue().path(0).asText() + " "
                    + listed.getValue().path(1).toString().replace(",", ", ");
            comparisons.add(Comparison.equal(
                    name + " " + key, form, "torch." + torchName(file.dtype(key)) + " " + shape(file, key)));
            comparisons.add(name.endsWith("_te.safetensors") ? text(name, file, key) : latent(name, file, key));
        });
    }

    private static String torchName(DType type) {
        return switch (type) {
            case F32 -> "float32";
            case BF16 -> "bfloat16";
            case F16 -> "float16";
            default -> type.label();
        };
    }

    private Comparison latent(String name, SafetensorsFile file, String key) {
        return read(name + " as a latent", () -> {
            Latent latent = LatentFile.read(folder.resolve(name));
            return Arrays.equals(latent.values(), values(file, key));
        });
    }

    private Comparison text(String name, SafetensorsFile file, String key) {
        return read(name + " as a text embedding", () -> {
            TextEmbedding text = TextEmbedding.read(folder.resolve(name));
            return Arrays.equals(text.values(), values(file, key));
        });
    }

    private static Comparison read(String name, Supplier<Boolean> same) {
        return Comparison.equal(name, true, same.get());
    }

    private static float[] values(SafetensorsFile file, String key) {
        try (TensorScope scope = TensorScope.open()) {
            return file.tensor(scope, key).toFloats();
        }
    }
}
