package genga.wan.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.SafetensorsFile;
import genga.wan.weights.SafetensorsWriter;
import genga.wan.weights.Weights;
import genga.wan.weights.WidenedWeights;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The reference file is case H of the golden data (musubi-tuner 30c658c on torch 2.13), cut to 32 rows that include
/// the largest value; every byte must be equal.
class QuantisedLinearTest {
    private static final Path REFERENCE = Path.of("src/test/resources/golden/H_fp8.io.safetensors");
    private static final String LAYER = "blocks.0.self_attn.q";

    @TempDir
    Path folder;

    private final Weights golden = SafetensorsFile.open(REFERENCE);
    private final TensorScope scope = TensorScope.open();

    @AfterEach
    void close() {
        scope.close();
        golden.close();
    }

    private Tensor golden(String name) {
        return golden.tensor(scope, name);
    }

    @ParameterizedTest
    @CsvSource({"fp32, BLOCK", "fp32, CHANNEL", "fp32, TENSOR", "bf16, BLOCK", "bf16, CHANNEL", "bf16, TENSOR"})
    void everyGranularityGivesTheReferencesBytes(String type, Granularity granularity) {
        String name = type + "." + granularity.name().toLowerCase(Locale.ROOT);

        QuantisedLinear found = QuantisedLinear.fp8(scope, golden("weight_" + type), granularity);

        assertThat(found.weight_OI().toBytes())
                .isEqualTo(golden(name + ".bytes").toBytes());
        assertThat(found.scale().dtype()).isEqualTo(golden(name + ".scale").dtype());
        assertThat(found.scale().shape()).isEqualTo(golden(name + ".scale").shape());
        assertThat(found.scale().toBytes()).isEqualTo(golden(name + ".scale").toBytes());
    }

    @ParameterizedTest
    @CsvSource({"fp32.block, F32", "bf16.block, BF16", "bf16.channel, BF16", "bf16.tensor, BF16"})
    void dequantisingGivesTheReferencesBytes(String name, DType type) {
        QuantisedLinear stored = new QuantisedLinear(fp8(name + ".bytes", DType.F8_E4M3), golden(name + ".scale"));

        assertThat(stored.dequantise(scope, type).toBytes())
                .isEqualTo(golden(name + ".dequant").toBytes());
    }

    private Tensor fp8(String name, DType type) {
        return Tensor.ofBytes(scope, MemorySegment.ofArray(golden(name).toBytes()), type, golden.shape(name));
    }

    @Test
    void aQuantisedLinearComputesWhatTheReferenceDoes() {
        QuantisedLinear layer = new QuantisedLinear(fp8("bf16.block.bytes", DType.F8_E4M3), golden("bf16.block.scale"));

        float[] found = layer.linear(scope, golden("linear.x"), Optional.of(golden("linear.bias")))
                .toFloats();

        float[] expected = golden("linear.y").toFloats();
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            // Two bf16 steps: kernels add the 512 products in different orders.
            assertThat(Math.abs(found[i] - expected[i])).isLessThanOrEqualTo(0.0625f + 0.02f * Math.abs(expected[i]));
        }
    }

    @ParameterizedTest
    @CsvSource({"fp32", "bf16"})
    void plainCastsAreEqual(String type) {
        assertThat(Fp8.e4m3(scope, golden("weight_" + type)).toBytes())
                .isEqualTo(golden(type + ".e4m3fn_cast.bytes").toBytes());
        assertThat(Fp8.e5m2(scope, golden("weight_" + type)).toBytes())
                .isEqualTo(golden(type + ".e5m2_cast.bytes").toBytes());
    }

    @Test
    void edgeValuesAreEqual() {
        assertThat(Fp8.e4m3(scope, golden("edge.values")).toBytes())
                .isEqualTo(golden("edge.e4m3fn").toBytes());
        assertThat(Fp8.e5m2(scope, golden("edge.values")).toBytes())
                .isEqualTo(golden("edge.e5m2").toBytes());
        assertThat(golden("edge.values").to(scope, DType.BF16).toBytes())
                .isEqualTo(golden("edge.bf16_bits").toBytes());
    }

    @ParameterizedTest
    @CsvSource({"F8_E4M3, e4m3fn", "F8_E5M2, e5m2"})
    void everyByteDecodesToTheSameNumber(DType type, String name) {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }

        float[] found =
                Tensor.ofBytes(scope, MemorySegment.ofArray(all), type, 256).toFloats();

        assertThat(found).isEqualTo(golden("all_bytes." + name + "_as_fp32").toFloats());
    }

    @ParameterizedTest
    @CsvSource({"BF16, bf16_round.bits", "F16, fp16_round.bits"})
    void roundingToSixteenBitsIsEqual(DType type, String bits) {
        assertThat(golden("bf16_round.in").to(scope, type).toBytes())
                .isEqualTo(golden(bits).toBytes());
    }

    @Test
    void int8RestoresEveryWeightToHalfAStep() {
        Tensor weight = golden("weight_fp32");

        QuantisedLinear found = QuantisedLinear.int8(scope, weight);

        float[] expected = weight.toFloats();
        float[] restored = found.dequantise(scope, DType.F32).toFloats();
        float[] scale = found.scale().toFloats();
        int columns = (int) weight.size(1);
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(restored[i] - expected[i])).isLessThanOrEqualTo(scale[i / columns] * 0.5001f);
        }
    }

    @Test
    void aWidthThatBlocksDoNotDivideIsQuantisedByRow() {
        Tensor weight = Tensor.of(scope, new float[] {4, 2, 1, -4, 0, 0}, 2, 3);

        QuantisedLinear found = QuantisedLinear.fp8(scope, weight, Granularity.BLOCK);

        assertThat(found.scale().shape()).containsExactly(2, 1);
        assertThat(found.dequantise(scope, DType.F32).toFloats()).containsExactly(4, 2, 1, -4, 0, 0);
    }

    @Test
    void aZeroBlockInHalfPrecisionStaysZero() {
        Tensor weight = Tensor.of(scope, new float[128], 2, 64).to(scope, DType.F16);

        QuantisedLinear found = QuantisedLinear.fp8(scope, weight, Granularity.BLOCK);

        assertThat(found.dequantise(scope, DType.F16).toFloats()).containsOnly(0);
    }

    @Test
    void scalesThatDoNotFitAreRefused() {
        Tensor weight = Fp8.e4m3(scope, golden("weight_fp32"));

        assertThatThrownBy(() -> new QuantisedLinear(weight, Tensor.of(scope, new float[7], 7)))
                .hasMessage(
                        "a weight F8_E4M3[32, 512] needs one scale, one per row or one per row and block of columns,"
                                + " got F32[7]");
        assertThatThrownBy(() -> new QuantisedLinear(golden("weight_fp32"), Tensor.of(scope, new float[] {1})))
                .hasMessage("a quantised weight is F8_E4M3, F8_E5M2 or I8, got F32[32, 512]");
    }

    @Test
    void aModelIsQuantisedWhereMusubiDoesAndSeenDequantised() {
        Path file = model();
        try (Weights stored = SafetensorsFile.open(file)) {
            QuantisedWeights small = QuantisedWeights.of(stored, Granularity.BLOCK);
            Weights seen = WidenedWeights.of(small, DType.BF16, name -> true);

            assertThat(small.dtype(LAYER + ".weight")).isEqualTo(DType.F8_E4M3);
            assertThat(small.shape(LAYER + ".scale_weight")).containsExactly(32, 8, 1);
            assertThat(small.tensor(scope, LAYER + ".weight").toBytes())
                    .isEqualTo(golden("state_dict.bytes").toBytes());
            assertThat(small.tensor(scope, LAYER + ".scale_weight").toBytes())
                    .isEqualTo(golden("state_dict.scale_weight").toBytes());
            assertThat(small.dtype("blocks.0.norm3.weight")).isEqualTo(DType.BF16);
            assertThat(small.dtype("head.head.weight")).isEqualTo(DType.BF16);
            assertThat(seen.names()).containsExactlyElementsOf(stored.names());
            assertThat(seen.dtype(LAYER + ".weight")).isEqualTo(DType.BF16);
            assertThat(seen.tensor(scope, LAYER + ".weight").toBytes())
                    .isEqualTo(golden("bf16.block.dequant").toBytes());
        }
    }

    @Test
    void aModelOfEightBitsIsNotQuantisedAgain() {
        Path file = folder.resolve("small");
        SafetensorsWriter.write(
                file, Map.of("blocks.0.ffn.0.weight", Fp8.e4m3(scope, golden("weight_fp32"))), Map.of());

        try (Weights stored = SafetensorsFile.open(file)) {
            assertThatThrownBy(() -> QuantisedWeights.of(stored, Granularity.BLOCK))
                    .hasMessage("tensor blocks.0.ffn.0.weight in " + file
                            + " is F8_E4M3 already; expected BF16, F16 or F32: use it as it is");
        }
    }

    private Path model() {
        Path file = folder.resolve("model");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Tensor weight = golden("weight_bf16");
        for (String name : Arrays.asList(LAYER + ".weight", "blocks.0.norm3.weight", "head.head.weight")) {
            tensors.put(name, weight);
        }
        SafetensorsWriter.write(file, tensors, Map.of());
        return file;
    }
}
