package genga.wan.adapter.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.wan.adapter.AdapterStrength;
import genga.wan.adapter.AppliedAdapter;
import genga.wan.adapter.LoraAdapter;
import genga.wan.adapter.LoraRank;
import genga.wan.adapter.StepBranches;
import genga.wan.adapter.StepBranches.Timed;
import genga.wan.adapter.form.AdaptedModel.Chosen;
import genga.wan.adapter.form.AdaptedModel.Merging;
import genga.wan.quant.Granularity;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.Conditioning;
import genga.wan.transformer.SideBranches;
import genga.wan.transformer.TransformerOptions;
import genga.wan.transformer.TransformerShape;
import genga.wan.weights.Golden;
import genga.wan.weights.SafetensorsWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Adapters of three kinds on the tiny model, beside it and in it.
class AdaptedModelTest {
    private static final Path BASE = Golden.path("C_dit_tiny.weights");
    private static final String Q = "diffusion_model.blocks.1.self_attn.q";

    @TempDir
    Path folder;

    private TensorScope scope;

    @BeforeEach
    void open() {
        scope = TensorScope.open();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void anAdapterBesideTheModelPredictsWhatTheMergedModelDoes() {
        Path adapter = lowRankWithDifferences();

        float[] beside = velocity(adapter, AdapterStrength.of(0.7), Merging.least());
        float[] merged = velocity(adapter, AdapterStrength.of(0.7), new Merging(true, Optional.empty()));

        assertThat(distance(beside, merged)).isLessThan(1e-4);
        assertThat(distance(beside, velocity(adapter, AdapterStrength.of(0), Merging.least())))
                .isGreaterThan(1e-2);
    }

    @Test
    void aStrengthPerBlockActsInThatBlock() {
        Path adapter = lowRankWithDifferences();
        AdapterStrength off = new AdapterStrength(1, Map.of(1, 0.0, 2, 0.0));

        float[] beside = velocity(adapter, off, Merging.least());
        float[] base = velocity(adapter, AdapterStrength.of(0), Merging.least());

        assertThat(distance(beside, base)).isZero();
        assertThat(new AdapterStrength(0.5, Map.of(3, 2.0)).on("blocks.3.ffn.0.weight"))
                .isEqualTo(1);
        assertThat(new AdapterStrength(0.5, Map.of(3, 2.0)).on("blocks.13.ffn.0.weight"))
                .isEqualTo(0.5);
        assertThat(new AdapterStrength(0.5, Map.of(3, 2.0)).on("head.head.weight"))
                .isEqualTo(0.5);
        assertThatThrownBy(() -> AdapterStrength.of(Double.NaN)).hasMessageContaining("finite number, got NaN");
    }

    @Test
    void aHadamardAdapterIsMergedBeforeQuantising() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String part : List.of("hada_w1_a", "hada_w2_a")) {
            tensors.put(Q + "." + part, normal(0.3, 256, 4));
        }
        for (String part : List.of("hada_w1_b", "hada_w2_b")) {
            tensors.put(Q + "." + part, normal(0.3, 4, 256));
        }
        Path adapter = file(tensors);

        float[] merged = velocity(adapter, AdapterStrength.of(1), Merging.least());
        float[] quantised =
                velocity(adapter, AdapterStrength.of(1), new Merging(false, Optional.of(Granularity.BLOCK)));
        float[] base = velocity(adapter, AdapterStrength.of(0), Merging.least());

        assertThat(distance(merged, base)).isGreaterThan(3e-2);
        assertThat(distance(merged, quantised))
                .isLessThan(distance(merged, base))
                .isPositive();
    }

    @Test
    void anAdapterForAnotherModelLeavesNothingOpenAndSaysSo() {
        Path adapter = file(Map.of("somewhere.else.diff", normal(1, 4)));

        assertThatThrownBy(() -> velocity(adapter, AdapterStrength.of(1), Merging.least()))
                .hasMessageContaining("none of its 1 keys belongs to");
    }

    @Test
    void anAdapterActsInItsStepsOnly() {
        TransformerShape shape = new TransformerShape(16, 256, 512, 64, 256, 3);
        try (LoraAdapter early = LoraAdapter.create(shape, new LoraRank(2, 2), 1, Device.cpu());
                LoraAdapter always = LoraAdapter.create(shape, new LoraRank(3, 3), 2, Device.cpu());
                StepBranches branches = new StepBranches(
                        shape,
                        Device.cpu(),
                        List.of(
                                new Timed(new AppliedAdapter(early, 1), 0, 0.5),
                                Timed.always(new AppliedAdapter(always, 1))))) {
            assertThat(rank(branches.at(0, 6))).isEqualTo(5);
            assertThat(rank(branches.at(2, 6))).isEqualTo(5);
            assertThat(rank(branches.at(3, 6))).isEqualTo(3);
            assertThat(branches.at(5, 6)).isSameAs(branches.at(3, 6));
            assertThatThrownBy(() -> new Timed(new AppliedAdapter(early, 1), 0.5, 0.5))
                    .hasMessageContaining("got 0.5 to 0.5");
        }
    }

    private static long rank(SideBranches branches) {
        return branches.block(0).getFirst().size(0);
    }

    private Path lowRankWithDifferences() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(Q + ".lora_down.weight", normal(0.1, 4, 256));
        tensors.put(Q + ".lora_up.weight", normal(0.1, 256, 4));
        tensors.put(Q + ".diff_b", normal(0.3, 256));
        tensors.put("diffusion_model.blocks.2.diff_m", normal(0.3, 1, 6, 256));
        tensors.put("diffusion_model.blocks.2.norm3.diff", normal(0.3, 256));
        return file(tensors);
    }

    private Path file(Map<String, Tensor> tensors) {
        Path file = folder.resolve("adapter.safetensors");
        SafetensorsWriter.write(file, tensors, Map.of());
        return file;
    }

    private float[] velocity(Path adapter, AdapterStrength strength, Merging merging) {
        TransformerOptions options = TransformerOptions.on(Device.cpu());
        try (AdaptedModel model = AdaptedModel.open(BASE, List.of(new Chosen(adapter, strength)), merging, options);
                TensorScope inner = TensorScope.open()) {
            Tensor text = normal(1, 12, model.transformer().shape().textWidth());
            Conditioning prompt = model.transformer().condition(inner, List.of(text), model.branches());
            Tensor latent = normal(1, 1, 16, 1, 8, 8);
            return model.transformer()
                    .forward(inner, latent, new double[] {600}, prompt)
                    .toFloats();
        }
    }

    /// The root mean square of the difference over that of the first.
    private static double distance(float[] one, float[] other) {
        double difference = 0;
        double whole = 0;
        for (int i = 0; i < one.length; i++) {
            difference += Math.pow(one[i] - other[i], 2);
            whole += Math.pow(one[i], 2);
        }
        return Math.sqrt(difference / whole);
    }

    private Tensor normal(double deviation, long... shape) {
        Random random = new Random(shape.length);
        long count = 1;
        for (long extent : shape) {
            count *= extent;
        }
        float[] values = new float[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return Tensor.of(scope, values, shape);
    }
}
