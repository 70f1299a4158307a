package genga.wan.golden;

import com.fasterxml.jackson.databind.JsonNode;
import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.text.PromptTokenizer;
import genga.wan.text.Umt5;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The text encoder stage by stage, and the tokenizer string by string.
///
/// Only rows of real tokens are compared: rows of padding are never computed here, and nothing reads them.
final class TextCases {
    private final GoldenCase golden;
    private final List<Comparison> comparisons = new ArrayList<>();

    private TextCases(GoldenCase golden) {
        this.golden = golden;
    }

    static List<Comparison> encoder(GoldenCase golden) {
        TextCases cases = new TextCases(golden);
        int[] lengths = golden.config()
                .path("prompt_lengths")
                .valueStream()
                .mapToInt(JsonNode::asInt)
                .toArray();
        String weights = golden.fileOf(golden.named("weight").getFirst());
        try (Umt5 single = Umt5.open(golden.path(weights), Device.cpu(), DType.F32);
                Umt5 half = Umt5.open(golden.path(weights), Device.cpu(), DType.BF16)) {
            for (int prompt = 0; prompt < lengths.length; prompt++) {
                cases.prompt(single, half, prompt, lengths[prompt]);
            }
        }
        return cases.comparisons;
    }

    private void prompt(Umt5 single, Umt5 half, int prompt, int length) {
        long[] tokens = tokens(prompt, length);
        try (TensorScope scope = TensorScope.open()) {
            Tensor rows_LD = single.encode(scope, tokens, (name, stage) -> stage(name, prompt, stage));
            rows("output", prompt, rows_LD);
            if (golden.has("context." + prompt)) {
                comparisons.add(golden.compare("context." + prompt, rows_LD));
            }
            rows("output_bf16", prompt, half.encode(scope, tokens, (name, stage) -> {}));
        }
    }

    private long[] tokens(int prompt, int length) {
        long[] ids = golden.longs("input_ids");
        int padded = golden.config().path("padded_to").asInt();
        return Arrays.copyOfRange(ids, prompt * padded, prompt * padded + length);
    }

    private void stage(String name, int prompt, Tensor stage) {
        if (!golden.has(name)) {
            return;
        }
        if (name.startsWith("pos_bias")) {
            bias(name, prompt, stage);
        } else {
            rows(name, prompt, stage);
        }
    }

    /// The first rows of `[B, padded, D]`.
    private void rows(String name, int prompt, Tensor rows_LD) {
        if (!golden.has(name)) {
            return;
        }
        int row = (int) (golden.config().path("padded_to").asInt() * rows_LD.size(1));
        float[] found = rows_LD.toFloats();
        float[] reference = Arrays.copyOfRange(golden.floats(name), prompt * row, prompt * row + found.length);
        comparisons.add(golden.tolerance(name).compare(name + " prompt " + prompt, found, reference));
    }

    /// The corner of `[1, H, padded, padded]` that belongs to the real tokens.
    private void bias(String name, int prompt, Tensor bias_HLL) {
        int length = (int) bias_HLL.size(1);
        int padded = golden.config().path("padded_to").asInt();
        float[] all = golden.floats(name);
        float[] corner = new float[(int) bias_HLL.elements()];
        for (int at = 0; at < corner.length; at += length) {
            int head = at / (length * length);
            int row = at / length % length;
            System.arraycopy(all, (head * padded + row) * padded, corner, at, length);
        }
        comparisons.add(golden.tolerance(name).compare(name + " prompt " + prompt, bias_HLL.toFloats(), corner));
    }

    /// Every form of the tokenizer the case has must cut alike.
    static List<Comparison> tokenizer(GoldenCase golden) {
        List<Comparison> comparisons = new ArrayList<>();
        golden.manifest()
                .path("files")
                .valueStream()
                .map(JsonNode::asText)
                .filter(file -> file.endsWith("tokenizer.json") || file.endsWith("spiece.model"))
                .filter(file -> Files.exists(golden.path(file)))
                .forEach(file -> addForm(comparisons, golden, file));
        return comparisons;
    }

    private static void addForm(List<Comparison> comparisons, GoldenCase golden, String file) {
        try (PromptTokenizer tokenizer = PromptTokenizer.open(golden.path(file))) {
            int number = 0;
            for (JsonNode string : golden.manifest().path("strings")) {
                String text = string.path("text").asText();
                String name = "%s string %d".formatted(file, number++);
                comparisons.add(Comparison.equal(
                        name + " cleaned", string.path("cleaned").asText(), tokenizer.cleaned(text)));
                comparisons.add(
                        Comparison.equal(name + " tokens", longs(string.path("ids")), box(tokenizer.tokens(text))));
            }
        }
    }

    private static List<Long> longs(JsonNode numbers) {
        return numbers.valueStream().map(JsonNode::asLong).toList();
    }

    private static List<Long> box(long[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }
}
