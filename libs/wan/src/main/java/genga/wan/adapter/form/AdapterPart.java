package genga.wan.adapter.form;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What one tensor of an adapter file is to the module it changes, and every suffix files give it; the first is the one
/// written in kohya's style.
///
/// Suffixes: LightX2V's `lora_loader.py`, LyCORIS, PEFT and ComfyUI.
enum AdapterPart {
    DOWN(
            ".lora_down.weight",
            ".lora_A.weight",
            ".lora_A.default.weight",
            ".lora_A",
            "_lora.down.weight",
            ".lora.down.weight",
            ".lora_linear_layer.down.weight"),
    UP(
            ".lora_up.weight",
            ".lora_B.weight",
            ".lora_B.default.weight",
            ".lora_B",
            "_lora.up.weight",
            ".lora.up.weight",
            ".lora_linear_layer.up.weight"),
    ALPHA(".alpha"),
    /// Of a LoRA whose rows are scaled to a learnt length: DoRA.
    MAGNITUDE(
            ".dora_scale",
            ".lora_magnitude_vector.weight",
            ".lora_magnitude_vector.default.weight",
            ".lora_magnitude_vector"),
    DIFFERENCE(".diff"),
    BIAS_DIFFERENCE(".diff_b"),
    MODULATION_DIFFERENCE(".diff_m"),
    HADAMARD_1A(".hada_w1_a"),
    HADAMARD_1B(".hada_w1_b"),
    HADAMARD_2A(".hada_w2_a"),
    HADAMARD_2B(".hada_w2_b"),
    KRONECKER_1(".lokr_w1"),
    KRONECKER_1A(".lokr_w1_a"),
    KRONECKER_1B(".lokr_w1_b"),
    KRONECKER_2(".lokr_w2"),
    KRONECKER_2A(".lokr_w2_a"),
    KRONECKER_2B(".lokr_w2_b");

    static final List<AdapterPart> ALL = List.of(values());

    private static final Map<String, AdapterPart> BY_SUFFIX = ALL.stream()
            .flatMap(part -> part.suffixes.stream().map(suffix -> Map.entry(suffix, part)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final List<String> LONGEST_FIRST = BY_SUFFIX.keySet().stream()
            .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Function.identity()))
            .toList();

    private final List<String> suffixes;

    AdapterPart(String... suffixes) {
        this.suffixes = List.of(suffixes);
    }

    boolean isLowRank() {
        return this == DOWN || this == UP || this == MAGNITUDE;
    }

    boolean isHadamard() {
        return name().startsWith("HADAMARD");
    }

    boolean isKronecker() {
        return name().startsWith("KRONECKER");
    }

    boolean isDifference() {
        return this == DIFFERENCE || this == MODULATION_DIFFERENCE;
    }

    /// The suffix in kohya's style.
    String suffix() {
        return suffixes.getFirst();
    }

    /// The suffix in PEFT's style, which only low-rank factors have.
    String peftSuffix() {
        return this == DOWN || this == UP ? suffixes.get(1) : suffixes.getFirst();
    }

    /// A key cut into the module's name as the file has it, and the part.
    record Cut(String module, AdapterPart part) {}

    static Optional<Cut> cut(String key) {
        return LONGEST_FIRST.stream()
                .filter(key::endsWith)
                .findFirst()
                .map(suffix -> new Cut(key.substring(0, key.length() - suffix.length()), BY_SUFFIX.get(suffix)));
    }
}
