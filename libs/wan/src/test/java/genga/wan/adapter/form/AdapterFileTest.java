package genga.wan.adapter.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import genga.wan.adapter.LoraAdapter;
import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.ModelKind.AdapterMark;
import genga.wan.weights.SafetensorsFile;
import genga.wan.weights.SafetensorsWriter;
import genga.wan.weights.Weights;
import genga.wan.weights.WeightsException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AdapterFileTest {
    private static final int D = 4;
    private static final int FFN = 6;
    private static final String Q = "blocks.0.self_attn.q";
    private static final String PEFT = "diffusion_model." + Q;

    @TempDir
    Path folder;

    private final TensorScope scope = TensorScope.open();
    private Weights base;

    @BeforeEach
    void writeBase() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String block : List.of("blocks.0.", "blocks.1.")) {
            for (String linear : List.of("self_attn.q", "self_attn.o", "cross_attn.k")) {
                tensors.put(block + linear + ".weight", values(D, D));
                tensors.put(block + linear + ".bias", values(D));
            }
            tensors.put(block + "ffn.0.weight", values(FFN, D));
            tensors.put(block + "norm3.weight", values(D));
            tensors.put(block + "self_attn.norm_q.weight", values(D));
            tensors.put(block + "modulation", values(1, 6, D));
        }
        tensors.put("head.head.weight", values(2, D));
        tensors.put("head.modulation", values(1, 2, D));
        tensors.put("patch_embedding.weight", values(D, 2, 1, 2, 2));
        Path file = folder.resolve("base.safetensors");
        SafetensorsWriter.write(file, tensors, Map.of());
        base = SafetensorsFile.open(file);
    }

    @AfterEach
    void close() {
        scope.close();
        base.close();
    }

    private Tensor values(long... shape) {
        long count = 1;
        for (long extent : shape) {
            count *= extent;
        }
        float[] values = new float[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(3 * i + shape.length + count);
        }
        return Tensor.of(scope, values, shape);
    }

    private Tensor alpha(float value) {
        return Tensor.of(scope, new float[] {value});
    }

    private Path file(Map<String, Tensor> tensors) {
        Path file = folder.resolve("adapter.safetensors");
        SafetensorsWriter.write(file, tensors, Map.of("ss_seed", "7"));
        return file;
    }

    private AdapterFile read(Map<String, Tensor> tensors) {
        return AdapterFile.read(file(tensors), base);
    }

    private Map<String, Tensor> everything() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(PEFT + ".lora_down.weight", values(2, D));
        tensors.put(PEFT + ".lora_up.weight", values(D, 2).to(scope, DType.BF16));
        tensors.put(PEFT + ".alpha", alpha(1));
        tensors.put(PEFT + ".diff_b", values(D));
        tensors.put("diffusion_model.blocks.0.norm3.diff", values(D));
        tensors.put("diffusion_model.blocks.1.diff_m", values(1, 6, D));
        tensors.put("diffusion_model.head.head.lora_down.weight", values(1, D));
        tensors.put("diffusion_model.head.head.lora_up.weight", values(2, 1));
        tensors.put("diffusion_model.patch_embedding.diff", values(D, 2, 1, 2, 2));
        return tensors;
    }

    @ParameterizedTest
    @EnumSource
    void everyFormKeepsEveryBit(AdapterForm form) {
        Path copy = folder.resolve("copy.safetensors");

        try (AdapterFile first = read(everything())) {
            first.write(copy, form, Map.of("extra", "1"));
            try (AdapterFile second = AdapterFile.read(copy, base)) {
                assertThat(second.report()).isEqualTo(first.report());
                assertThat(second.metadata()).containsEntry("ss_seed", "7").containsEntry("extra", "1");
                first.parts().forEach((module, parts) -> {
                    assertThat(second.parts().get(module).keySet()).isEqualTo(parts.keySet());
                    parts.forEach((part, tensor) -> {
                        Tensor again = second.parts().get(module).get(part);
                        assertThat(again.dtype()).isEqualTo(tensor.dtype());
                        assertThat(again.toBytes()).isEqualTo(tensor.toBytes());
                    });
                });
            }
        }
    }

    @Test
    void aLightX2vFileIsReportedByCategory() {
        Map<String, Tensor> tensors = everything();
        tensors.put("diffusion_model.blocks.0.cross_attn.k_img.lora_down.weight", values(2, D));
        tensors.put("diffusion_model.strange", values(1));

        try (AdapterFile adapter = read(tensors)) {
            AdapterReport report = adapter.report();

            assertThat(report.kind()).isEqualTo(AdapterMark.LORA);
            assertThat(report.modules()).isEqualTo(5);
            assertThat(report.complete()).isFalse();
            assertThat(report)
                    .hasToString("LoRA of 5 modules, rank 1/2, alpha 1: self attention 1, norm 1, modulation 1,"
                            + " embedding 1, head 1; not applied: image 1 (such as"
                            + " diffusion_model.blocks.0.cross_attn.k_img.lora_down.weight), other 1 (such as"
                            + " diffusion_model.strange)");
            assertThat(adapter.needsMerge()).isTrue();
        }
    }

    @Test
    void branchesAndTheRestTogetherAreTheWholeAdapter() {
        try (AdapterFile adapter = read(everything());
                LoraAdapter branches = adapter.branches()) {
            assertThat(branches.modules()).containsOnlyKeys(Q);
            assertThat(branches.modules().get(Q).alpha()).isEqualTo(1);

            Weights rest = adapter.restMergedInto(base, 0.5);
            Weights all = adapter.mergedInto(base, 0.5);

            assertThat(floats(rest, Q + ".weight")).isEqualTo(floats(base, Q + ".weight"));
            assertThat(floats(all, Q + ".weight")).isNotEqualTo(floats(base, Q + ".weight"));
            for (String name :
                    List.of(Q + ".bias", "blocks.1.modulation", "head.head.weight", "blocks.0.norm3.weight")) {
                assertThat(floats(rest, name)).isEqualTo(floats(all, name)).isNotEqualTo(floats(base, name));
            }
        }
    }

    @Test
    void aLowRankChangeIsMergedByItsFormula() {
        Tensor down = values(2, D);
        Tensor up = values(FFN, 2);
        String name = "lora_unet_blocks_1_ffn_0";

        try (AdapterFile adapter = read(
                Map.of(name + ".lora_down.weight", down, name + ".lora_up.weight", up, name + ".alpha", alpha(6)))) {
            double[][] change = scaled(product(matrix(up), matrix(down)), 6.0 / 2);

            assertMerged(adapter, "blocks.1.ffn.0.weight", 0.9, change);
        }
    }

    @Test
    void aHadamardProductIsMergedByItsFormula() {
        Tensor a1 = values(D, 3);
        Tensor b1 = values(3, D);
        Tensor a2 = Tensor.of(scope, new float[] {1, 0, 2, 0, 1, 1, 3, 1, 0, 2, 2, 1}, D, 3);
        String name = "lora_unet_blocks_0_self_attn_q";

        try (AdapterFile adapter = read(Map.of(
                name + ".hada_w1_a",
                a1,
                name + ".hada_w1_b",
                b1,
                name + ".hada_w2_a",
                a2,
                name + ".hada_w2_b",
                b1,
                name + ".alpha",
                alpha(1)))) {
            double[][] left = product(matrix(a1), matrix(b1));
            double[][] right = product(matrix(a2), matrix(b1));
            for (int i = 0; i < D; i++) {
                for (int j = 0; j < D; j++) {
                    left[i][j] *= right[i][j] / 3;
                }
            }

            assertThat(adapter.report().kind()).isEqualTo(AdapterMark.LOHA);
            assertMerged(adapter, Q + ".weight", 1, left);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 2.5"})
    void aKroneckerProductIsMergedByItsFormula(boolean whole, double scale) {
        Tensor left = values(2, 2);
        Tensor a = values(3, 1);
        Tensor b = values(1, 2);
        double[][] right = product(matrix(a), matrix(b));
        String name = "lora_unet_blocks_0_ffn_0";
        Map<String, Tensor> tensors =
                new LinkedHashMap<>(Map.of(name + ".lokr_w1", left, name + ".alpha", alpha(2.5f)));
        if (whole) {
            tensors.put(name + ".lokr_w2", tensor(right));
        } else {
            tensors.put(name + ".lokr_w2_a", a);
            tensors.put(name + ".lokr_w2_b", b);
        }
        double[][] change = new double[FFN][D];
        for (int i = 0; i < FFN; i++) {
            for (int j = 0; j < D; j++) {
                change[i][j] = scale * matrix(left)[i / 3][j / 2] * right[i % 3][j % 2];
            }
        }

        try (AdapterFile adapter = read(tensors)) {
            assertThat(adapter.report().kind()).isEqualTo(AdapterMark.LOKR);
            assertMerged(adapter, "blocks.0.ffn.0.weight", 1, change);
        }
    }

    @ParameterizedTest
    @CsvSource({"6, true", "4, false"})
    void aWeightDecompositionScalesRowsOrColumns(int magnitudes, boolean rows) {
        Tensor down = values(1, D);
        Tensor up = values(FFN, 1);
        Tensor magnitude = values(rows ? new long[] {magnitudes, 1} : new long[] {1, magnitudes});
        String name = "diffusion_model.blocks.0.ffn.0";
        double[][] weight = matrix(base.tensor(scope, "blocks.0.ffn.0.weight"));
        double[][] moved = product(matrix(up), matrix(down));
        double[][] change = new double[FFN][D];
        for (int i = 0; i < FFN; i++) {
            for (int j = 0; j < D; j++) {
                double norm = 0;
                for (int k = 0; k < (rows ? D : FFN); k++) {
                    int r = rows ? i : k;
                    int c = rows ? k : j;
                    norm += Math.pow(weight[r][c] + moved[r][c], 2);
                }
                double m = magnitude.toFloats()[rows ? i : j];
                change[i][j] = m * (weight[i][j] + moved[i][j]) / Math.sqrt(norm) - weight[i][j];
            }
        }

        try (AdapterFile adapter = read(
                Map.of(name + ".lora_A.weight", down, name + ".lora_B.weight", up, name + ".dora_scale", magnitude))) {
            assertThat(adapter.report().kind()).isEqualTo(AdapterMark.DORA);
            assertThat(adapter.needsMerge()).isTrue();
            assertMerged(adapter, "blocks.0.ffn.0.weight", 0.7, change);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "lora_unet_blocks_0_self_attn_q.lora_down.weight, lora_unet_blocks_0_self_attn_q.lora_up.weight",
        "lora_unet__blocks_0_self_attn_q.lora_down.weight, lora_unet__blocks_0_self_attn_q.lora_up.weight",
        "lycoris_blocks_0_attn1_to_q.lora_down.weight, lycoris_blocks_0_attn1_to_q.lora_up.weight",
        "diffusion_model.blocks.0.self_attn.q.lora_A.weight, diffusion_model.blocks.0.self_attn.q.lora_B.weight",
        "transformer.blocks.0.attn1.to_q.lora_A.weight, transformer.blocks.0.attn1.to_q.lora_B.weight",
        "base_model.model.blocks.0.attn1.to_q.lora_A.weight, base_model.model.blocks.0.attn1.to_q.lora_B.weight",
        "blocks.0.self_attn.q.lora_A.default.weight, blocks.0.self_attn.q.lora_B.default.weight",
        "pipe.dit.blocks.0.self_attn.q.lora_A.default.weight, pipe.dit.blocks.0.self_attn.q.lora_B.default.weight",
        "blocks.0.self_attn.q.lora.down.weight, blocks.0.self_attn.q.lora.up.weight",
        "blocks.0.self_attn.q_lora.down.weight, blocks.0.self_attn.q_lora.up.weight"
    })
    void everyStyleOfKeysMeansTheSameModule(String down, String up) {
        try (AdapterFile adapter = read(Map.of(down, values(2, D), up, values(D, 2)));
                LoraAdapter branches = adapter.branches()) {
            assertThat(branches.modules()).containsOnlyKeys(Q);
            assertThat(branches.modules().get(Q).alpha()).isEqualTo(2);
            assertThat(adapter.report().complete()).isTrue();
            assertThat(adapter.needsMerge()).isFalse();
            assertThat(adapter.restMergedInto(base, 1)).isSameAs(base);
        }
    }

    @Test
    void aFileOfTheReferenceTrainerIsWhollyUnderstood() {
        Path golden = Path.of("src/test/resources/golden");

        try (Weights model = SafetensorsFile.open(golden.resolve("C_dit_tiny.weights.safetensors"));
                AdapterFile adapter = AdapterFile.read(golden.resolve("D_lora_r4a4.saved_as_is.safetensors"), model)) {
            assertThat(adapter.report())
                    .hasToString("LoRA of 30 modules, rank 4, alpha 4: self attention 12, cross attention 12, feed"
                            + " forward 6");
        }
    }

    @Test
    void mergingKeepsTheTypeOfTheBase() {
        Path small = folder.resolve("bf16.safetensors");
        SafetensorsWriter.write(small, Map.of(Q + ".weight", values(D, D).to(scope, DType.BF16)), Map.of());

        try (Weights bf16 = SafetensorsFile.open(small);
                AdapterFile adapter = read(Map.of(PEFT + ".diff", values(D, D)))) {
            Tensor merged = adapter.mergedInto(bf16, 1).tensor(scope, Q + ".weight");

            assertThat(merged.dtype()).isEqualTo(DType.BF16);
        }
    }

    @Test
    void anAdapterWithoutAnyMatchIsRefused() {
        Path file = file(Map.of("lora_unet_down_blocks_0.lora_down.weight", values(2, D)));

        assertThatThrownBy(() -> AdapterFile.read(file, base))
                .isInstanceOf(WeightsException.class)
                .hasMessage("adapter " + file + ": none of its 1 keys belongs to " + base.origin()
                        + " (the first is lora_unet_down_blocks_0.lora_down.weight); is it an adapter for another"
                        + " model?");
    }

    @Test
    void anAdapterForAnotherSizeIsRefused() {
        Path file = file(Map.of(PEFT + ".lora_A.weight", values(2, D + 1), PEFT + ".lora_B.weight", values(D, 2)));

        assertThatThrownBy(() -> AdapterFile.read(file, base))
                .hasMessage("tensor " + Q + ".lora_down.weight in " + file
                        + ": expected [2, 4], found F32[2, 5]; is this an adapter for a model of another size?");
    }

    @ParameterizedTest
    @CsvSource({
        ".lora_A.weight, *.lora_up.weight",
        ".lora_B.weight, *.lora_down.weight",
        ".dora_scale, *.lora_down.weight",
        ".hada_w1_a, *.hada_w1_b",
        ".lokr_w2, *.lokr_w1_a",
        ".alpha, *.diff"
    })
    void anIncompleteModuleIsRefused(String suffix, String missing) {
        Tensor only = switch (suffix) {
            case ".alpha" -> alpha(1);
            case ".dora_scale" -> values(D);
            default -> values(D, D);
        };
        Path file = file(Map.of(PEFT + suffix, only));

        assertThatThrownBy(() -> AdapterFile.read(file, base))
                .hasMessage("adapter " + file + ": " + Q + " has no " + missing + "; the file is incomplete");
    }

    @Test
    void oneTensorUnderTwoKeysIsRefused() {
        Path file = file(Map.of(PEFT + ".diff", values(D, D), "blocks.0.attn1.to_q.diff", values(D, D)));

        assertThatThrownBy(() -> AdapterFile.read(file, base))
                .hasMessageEndingWith("stands for .diff of " + Q + ", which another key gave already");
    }

    @Test
    void aModuleChangedInTwoWaysIsRefused() {
        Path file = file(Map.of(
                PEFT + ".diff",
                values(D, D),
                PEFT + ".lora_A.weight",
                values(2, D),
                PEFT + ".lora_B.weight",
                values(D, 2)));

        assertThatThrownBy(() -> AdapterFile.read(file, base))
                .hasMessage("adapter " + file + ": " + Q
                        + " is changed in several ways, [.lora_down.weight, .lora_up.weight, .diff]; expected one");
    }

    private void assertMerged(AdapterFile adapter, String name, double strength, double[][] change) {
        double[][] weight = matrix(base.tensor(scope, name));
        double[][] merged = matrix(adapter.mergedInto(base, strength).tensor(scope, name));
        for (int i = 0; i < weight.length; i++) {
            for (int j = 0; j < weight[i].length; j++) {
                assertThat(merged[i][j]).isCloseTo(weight[i][j] + strength * change[i][j], within(2e-6));
            }
        }
    }

    private float[] floats(Weights weights, String name) {
        return weights.tensor(scope, name).toFloats();
    }

    private static double[][] matrix(Tensor tensor) {
        float[] values = tensor.toFloats();
        double[][] matrix = new double[(int) tensor.size(0)][(int) tensor.size(1)];
        for (int i = 0; i < values.length; i++) {
            matrix[i / matrix[0].length][i % matrix[0].length] = values[i];
        }
        return matrix;
    }

    private Tensor tensor(double[][] matrix) {
        float[] values = new float[matrix.length * matrix[0].length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) matrix[i / matrix[0].length][i % matrix[0].length];
        }
        return Tensor.of(scope, values, matrix.length, matrix[0].length);
    }

    private static double[][] product(double[][] a, double[][] b) {
        double[][] product = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b[0].length; j++) {
                for (int k = 0; k < b.length; k++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }

    private static double[][] scaled(double[][] matrix, double factor) {
        for (double[] row : matrix) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= factor;
            }
        }
        return matrix;
    }
}
