package genga.wan.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.wan.quant.Fp8;
import genga.wan.quant.Granularity;
import genga.wan.quant.QuantisedLinear;
import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.Golden;
import genga.wan.weights.SafetensorsWriter;
import genga.wan.weights.Weights;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of the text encoder as they are published, and as they must not be.
class Umt5FileTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Path TINY = GOLDEN.resolve("A_umt5_tiny.weights.safetensors");

    @TempDir
    Path folder;

    private final TensorScope scope = TensorScope.open();

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void theNamesOfTransformersGiveTheSameRows() {
        Path renamed = renamed(Umt5FileTest::transformersName, tensor -> tensor, "");

        assertThat(rows(renamed)).isEqualTo(rows(TINY));
    }

    @Test
    void anEncoderSavedInsideAWholeModelGivesTheSameRows() {
        Path inside = renamed(name -> "encoder." + name, tensor -> tensor, "");

        assertThat(rows(inside)).isEqualTo(rows(TINY));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEncoderInEightBitsGivesRowsThatPointTheSameWay(boolean scaled) {
        float[] whole = rows(TINY);
        Path small = scaled
                ? renamed(Umt5FileTest::transformersName, tensor -> tensor, ".scale_weight")
                : renamed(name -> name, this::cast, "");

        float[] rows = rows(small);

        double dot = 0;
        double wholeSquare = 0;
        double smallSquare = 0;
        for (int i = 0; i < rows.length; i++) {
            dot += (double) rows[i] * whole[i];
            wholeSquare += (double) whole[i] * whole[i];
            smallSquare += (double) rows[i] * rows[i];
        }
        assertThat(dot / Math.sqrt(wholeSquare * smallSquare)).isBetween(0.99, 0.999999);
    }

    /// kijai's option: linear layers cast, the rest kept.
    private Tensor cast(Tensor tensor) {
        return tensor.shape().length == 2 && tensor.size(0) > 32 && tensor.size(0) < 512
                ? Fp8.e4m3(scope, tensor)
                : tensor;
    }

    /// The tiny encoder under other names; with the name of a scale, its linear layers in fp8 as ComfyUI has them.
    private Path renamed(UnaryOperator<String> naming, UnaryOperator<Tensor> storing, String scale) {
        Path file = folder.resolve("encoder.safetensors");
        try (Weights weights = Weights.open(TINY)) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (String name : weights.names()) {
                Tensor tensor = weights.tensor(scope, name);
                boolean linear = name.contains(".attn.") || name.contains(".ffn.");
                if (linear && !scale.isEmpty()) {
                    QuantisedLinear small = QuantisedLinear.fp8(scope, tensor, Granularity.TENSOR);
                    tensors.put(naming.apply(name), small.weight_OI());
                    tensors.put(naming.apply(name).replace(".weight", scale), small.scale());
                } else {
                    tensors.put(naming.apply(name), storing.apply(tensor));
                }
            }
            SafetensorsWriter.write(file, tensors, Map.of());
        }
        return file;
    }

    private static float[] rows(Path file) {
        try (Umt5 encoder = Umt5.open(file, Device.cpu());
                TensorScope scope = TensorScope.open()) {
            return encoder.encode(scope, new long[] {5, 9, 30, 1}, (name, stage) -> {})
                    .toFloats();
        }
    }

    /// Names of `UMT5EncoderModel` of huggingface/transformers.
    private static String transformersName(String original) {
        return switch (original) {
            case "token_embedding.weight" -> "shared.weight";
            case "norm.weight" -> "encoder.final_layer_norm.weight";
            default ->
                original.replaceFirst("blocks\\.(\\d+)\\.", "encoder.block.$1.layer.")
                        .replace("layer.attn", "layer.0.SelfAttention")
                        .replace("layer.pos_embedding.embedding", "layer.0.SelfAttention.relative_attention_bias")
                        .replace("layer.norm1", "layer.0.layer_norm")
                        .replace("layer.norm2", "layer.1.layer_norm")
                        .replace("layer.ffn.gate.0", "layer.1.DenseReluDense.wi_0")
                        .replace("layer.ffn.fc1", "layer.1.DenseReluDense.wi_1")
                        .replace("layer.ffn.fc2", "layer.1.DenseReluDense.wo");
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "blocks.1.attn.q.weight|3, 64|F32|tensor blocks.1.attn.q.weight in %s: expected [64, 64], found [3, 64]",
                "blocks.1.ffn.fc2.weight|3, 5|F32|tensor blocks.1.ffn.fc2.weight in %s: expected [64, 128], found [3, 5]",
                "blocks.1.norm1.weight|5|F32|tensor blocks.1.norm1.weight in %s: expected [64], found [5]",
                "norm.weight|5|F32|tensor norm.weight in %s: expected [64], found [5]",
                "blocks.0.pos_embedding.embedding.weight|16, 4|F32|expected [32, 4], found [16, 4]",
                "blocks.1.attn.k.weight|64, 64|I64|tensor blocks.1.attn.k.weight in %s: expected F32, F16, BF16, fp8",
                "blocks.5.norm1.weight|64|F32|%s holds blocks.5.norm1.weight, but blocks.2 is not whole"
            })
    void anEncoderWhoseTensorsDoNotFitIsRefused(String name, String extents, DType type, String complaint) {
        long[] shape =
                Arrays.stream(extents.split(", ")).mapToLong(Long::parseLong).toArray();
        Path file = encoderWith(name, type, shape);

        assertThatThrownBy(() -> Umt5.open(file, Device.cpu()))
                .hasMessageContaining(complaint.replace("%s", "" + file));
    }

    @Test
    void aTokenTheEncoderDoesNotKnowIsRefused() {
        Path weights = TINY;
        try (Umt5 encoder = Umt5.open(weights, Device.cpu());
                TensorScope scope = TensorScope.open()) {
            assertThatThrownBy(() -> encoder.encode(scope, new long[] {5, 512, 1}, (name, stage) -> {}))
                    .hasMessage(
                            "token 512 is none of the 512 of %s; is the tokenizer that of another text encoder?",
                            weights);
            assertThatThrownBy(() -> encoder.encode(scope, new long[0], (name, stage) -> {}))
                    .hasMessageContaining("at least the token </s>");
        }
    }

    @Test
    void anEmbeddingThatIsNoNumberNamesTheDamagedTensor() {
        long[] shape = {64};
        Path damaged = encoderWith("norm.weight", DType.F32, shape, (byte) 0xff);

        assertThatThrownBy(() -> {
                    try (TextEncoder encoder = TextEncoder.open(damaged, GOLDEN.resolve("A_tokenizer"), Device.cpu())) {
                        encoder.encode("");
                    }
                })
                .hasMessage(
                        damaged + " holds NaN or infinity in 1 of 22 tensors: [norm.weight=64]; the file is damaged,"
                                + " fetch it again");
    }

    private Path encoderWith(String name, DType type, long... shape) {
        return encoderWith(name, type, shape, (byte) 0);
    }

    /// The tiny encoder with one tensor replaced by repetitions of one byte.
    private Path encoderWith(String name, DType type, long[] shape, byte filling) {
        return Golden.changed(
                "A_umt5_tiny.weights",
                folder.resolve("encoder.safetensors"),
                tensors -> tensors.put(name, Golden.filled(scope, filling, type, shape)));
    }
}
