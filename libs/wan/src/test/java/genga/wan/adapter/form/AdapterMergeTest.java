package genga.wan.adapter.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.weights.ModelKind.AdapterMark;
import genga.wan.weights.SafetensorsFile;
import genga.wan.weights.SafetensorsWriter;
import genga.wan.weights.Weights;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdapterMergeTest extends AdapterSample {
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

    /// Each of the changes alone is less than half a step of bf16, and both together are one.
    @Test
    void changesOfSeveralAdaptersAreSummedBeforeTheyAreRounded() {
        Path small = folder.resolve("bf16.safetensors");
        Tensor ones = filled(1, D, D).to(scope, DType.BF16);
        SafetensorsWriter.write(small, Map.of(Q + ".weight", ones), Map.of());

        try (Weights bf16 = SafetensorsFile.open(small);
                AdapterFile adapter = read(Map.of(PEFT + ".diff", filled(0.003f, D, D)))) {
            Weights once = adapter.mergedInto(bf16, 1);
            Weights twice = adapter.mergedInto(once, 1);

            assertThat(floats(once, Q + ".weight")).containsOnly(1);
            assertThat(floats(twice, Q + ".weight")).containsOnly(1 + 1 / 128f);
        }
    }

    private Tensor filled(float value, int rows, int columns) {
        float[] values = new float[rows * columns];
        Arrays.fill(values, value);
        return Tensor.of(scope, values, rows, columns);
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
