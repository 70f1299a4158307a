package genga.wan.adapter.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.wan.adapter.AdapterStrength;
import genga.wan.adapter.AppliedAdapter;
import genga.wan.adapter.LoraAdapter;
import genga.wan.adapter.LoraRank;
import genga.wan.adapter.StepBranches;
import genga.wan.adapter.StepBranches.Timed;
import genga.wan.adapter.form.AdaptedWeights.MergedInAllSteps;
import genga.wan.memory.BaseStorage;
import genga.wan.quant.Granularity;
import genga.wan.quant.QuantisedWeights;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.Conditioning;
import genga.wan.transformer.SideBranches;
import genga.wan.transformer.TransformerOptions;
import genga.wan.transformer.TransformerShape;
import genga.wan.transformer.WanTransformer;
import genga.wan.weights.Golden;
import genga.wan.weights.ModelFile;
import genga.wan.weights.SafetensorsWriter;
import genga.wan.weights.Weights;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

        float[] beside = velocity(BASE, adapter, AdapterStrength.of(0.7));
        float[] merged = mergedVelocity(adapter, AdapterStrength.of(0.7));

        assertThat(distance(beside, merged)).isLessThan(1e-4);
        assertThat(distance(beside, velocity(BASE, adapter, AdapterStrength.of(0))))
                .isGreaterThan(1e-2);
    }

    @Test
    void aStrengthPerBlockActsInThatBlock() {
        Path adapter = lowRankWithDifferences();
        AdapterStrength off = new AdapterStrength(1, Map.of(1, 0.0, 2, 0.0));

        float[] beside = velocity(BASE, adapter, off);
        float[] base = velocity(BASE, adapter, AdapterStrength.of(0));

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
    void aHadamardAdapterIsMergedAsItIsIntoAModel() {
        Path adapter = hadamard(0.3);

        float[] merged = velocity(BASE, adapter, AdapterStrength.of(1));

        assertThat(merged).isEqualTo(mergedVelocity(adapter, AdapterStrength.of(1)));
        assertThat(distance(merged, velocity(BASE, adapter, AdapterStrength.of(0))))
                .isGreaterThan(3e-2);
    }

    /// In eight bits a change of a hundredth of the weight is rounded away.
    @Test
    void aSmallChangeOfALinearInEightBitsIsNotRoundedAway() {
        Path small = quantisedBase();
        Path adapter = hadamard(0.02);

        float[] merged = velocity(small, adapter, AdapterStrength.of(1));
        float[] base = velocity(small, adapter, AdapterStrength.of(0));
        float[] backwards = velocity(small, adapter, AdapterStrength.of(-1));

        assertThat(distance(base, merged)).isBetween(1e-5, 1e-2);
        assertThat(distance(base, backwards)).isBetween(1e-5, 1e-2);
    }

    @Test
    void linearsThatAreChangedInOneBlockAreHeldWideInAll() {
        Path small = quantisedBase();
        Path adapter = hadamard(0.3);
        TransformerOptions swapping = TransformerOptions.on(Device.cpu()).swapping(2);

        try (AdaptedWeights weights = AdaptedWeights.of(small)) {
            assertThat(weights.storage()).isEqualTo(BaseStorage.FP8_PER_BLOCK);
            weights.choose(adapter, AdapterStrength.of(1), 0, 1);
            assertThat(weights.storage()).isEqualTo(BaseStorage.BF16);
            assertThat(velocity(weights, swapping)).isEqualTo(velocity(small, adapter, AdapterStrength.of(1)));
        }
    }

    @Test
    void whatIsMergedCannotActInSomeStepsOnly() {
        Path adapter = hadamard(0.3);

        try (AdaptedWeights weights = AdaptedWeights.of(BASE)) {
            assertThatThrownBy(() -> weights.choose(adapter, AdapterStrength.of(1), 0.5, 1))
                    .isInstanceOf(MergedInAllSteps.class)
                    .hasMessage(
                            "LoHa of 1 modules, rank 4: self attention 1: it is merged into the model and acts in all"
                                    + " steps, expected 0 to 1, got 0.5 to 1.0");
        }
    }

    @Test
    void anAdapterForAnotherModelLeavesNothingOpenAndSaysSo() {
        Path adapter = file(Map.of("somewhere.else.diff", normal(1, 4)));

        assertThatThrownBy(() -> velocity(BASE, adapter, AdapterStrength.of(1)))
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

    private Path hadamard(double deviation) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String part : List.of("hada_w1_a", "hada_w2_a")) {
            tensors.put(Q + "." + part, normal(deviation, 256, 4));
        }
        for (String part : List.of("hada_w1_b", "hada_w2_b")) {
            tensors.put(Q + "." + part, normal(0.3, 4, 256));
        }
        return file(tensors);
    }

    private Path quantisedBase() {
        Path file = folder.resolve("small.safetensors");
        try (ModelFile base = ModelFile.open(BASE)) {
            SafetensorsWriter.write(file, QuantisedWeights.of(base.requireTransformer(), Granularity.BLOCK), Map.of());
        }
        return file;
    }

    private float[] velocity(Path base, Path adapter, AdapterStrength strength) {
        try (AdaptedWeights weights = AdaptedWeights.of(base)) {
            weights.choose(adapter, strength, 0, 1);
            return velocity(weights, TransformerOptions.on(Device.cpu()));
        }
    }

    private float[] velocity(AdaptedWeights weights, TransformerOptions options) {
        try (AdaptedModel model = weights.open(options)) {
            return velocity(model.transformer(), model.branches().at(0, 1));
        }
    }

    private float[] mergedVelocity(Path adapter, AdapterStrength strength) {
        Weights base = ModelFile.open(BASE).requireTransformer();
        try (AdapterFile file = AdapterFile.read(adapter, base);
                WanTransformer merged =
                        WanTransformer.of(file.mergedInto(base, strength), TransformerOptions.on(Device.cpu()))) {
            return velocity(merged, SideBranches.none());
        }
    }

    private float[] velocity(WanTransformer transformer, SideBranches branches) {
        try (TensorScope inner = TensorScope.open()) {
            Tensor text = normal(1, 12, transformer.shape().textWidth());
            Conditioning prompt = transformer.condition(inner, List.of(text), branches);
            Tensor latent = normal(1, 1, 16, 1, 8, 8);
            return transformer
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
