package genga.wan.adapter;

import static genga.wan.weights.Golden.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.Conditioning;
import genga.wan.transformer.SideBranches;
import genga.wan.transformer.TransformerOptions;
import genga.wan.transformer.TransformerShape;
import genga.wan.transformer.WanTransformer;
import genga.wan.weights.Golden;
import genga.wan.weights.SafetensorsFile;
import genga.wan.weights.SafetensorsWriter;
import genga.wan.weights.Weights;
import genga.wan.weights.WeightsException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against musubi-tuner's LoRA network on the same model (case D).
class LoraAdapterTest {
    private static final TransformerShape TINY = new TransformerShape(16, 256, 512, 64, 256, 3);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"r4a4, 1, 1", "r4a4, 0.9, 0.9", "r4a4, 0, 0"})
    void anAppliedAdapterGivesTheReferenceVelocity(String name, double strength, String label) {
        try (WanTransformer model = model();
                LoraAdapter adapter = LoraAdapter.read(Golden.path("D_lora_" + name + ".init"), model.shape());
                Weights io = Golden.open("D_lora_" + name + ".io");
                TensorScope scope = TensorScope.open()) {
            SideBranches branches = AppliedAdapter.branches(
                    scope, model.shape(), Device.cpu(), List.of(new AppliedAdapter(adapter, strength)));

            Tensor velocity = velocity(scope, model, io, branches);

            assertClose(velocity, io, "forward.output.mult" + label, 3e-5);
            assertThat(adapter.modules()).hasSize(30);
            assertThat(adapter.unusedKeys()).isEmpty();
        }
    }

    @Test
    void twoHalvesMakeAWhole() {
        try (WanTransformer model = model();
                LoraAdapter adapter = LoraAdapter.read(Golden.path("D_lora_r4a4.init"), model.shape());
                Weights io = Golden.open("D_lora_r4a4.io");
                TensorScope scope = TensorScope.open()) {
            AppliedAdapter half = new AppliedAdapter(adapter, 0.5);
            SideBranches branches = AppliedAdapter.branches(scope, model.shape(), Device.cpu(), List.of(half, half));

            Tensor velocity = velocity(scope, model, io, branches);

            assertClose(velocity, io, "forward.output.mult1", 4e-5);
        }
    }

    @Test
    void aSavedAdapterHasTheBytesAndTheHashOfTheReference() {
        Path saved = folder.resolve("a.safetensors");
        try (LoraAdapter adapter = LoraAdapter.read(Golden.path("D_lora_r4a4.saved_as_is"), TINY)) {
            adapter.write(saved, LoraFormat.MUSUBI, DType.F32, Map.of("ss_output_name", "ink"));
        }

        try (SafetensorsFile ours = SafetensorsFile.open(saved);
                SafetensorsFile theirs = Golden.open("D_lora_r4a4.saved_as_is")) {
            assertThat(ours.names()).containsExactlyElementsOf(theirs.names());
            for (String key : List.of(
                    "sshs_model_hash",
                    "ss_network_module",
                    "ss_network_dim",
                    "ss_network_alpha",
                    "ss_base_model_version",
                    "modelspec.architecture")) {
                assertThat(ours.metadata()).containsEntry(key, theirs.metadata().get(key));
            }
            assertThat(ours.metadata()).containsEntry("ss_output_name", "ink");
        }
    }

    @ParameterizedTest
    @CsvSource({"MUSUBI, F32, 4e-5", "COMFYUI, F32, 4e-5", "MUSUBI, BF16, 2e-2", "COMFYUI, BF16, 2e-2"})
    void everySavedFormMeansTheSameChange(LoraFormat format, DType type, double tolerance) {
        Path saved = folder.resolve("a.safetensors");
        try (WanTransformer model = model();
                LoraAdapter trained = LoraAdapter.read(Golden.path("D_lora_r4a4.init"), model.shape());
                Weights io = Golden.open("D_lora_r4a4.io");
                TensorScope scope = TensorScope.open()) {
            LoraAdapter original = withAlpha(1, trained);
            float[] expected =
                    velocity(scope, model, io, branches(scope, model, original)).toFloats();
            original.write(saved, format, type, Map.of());

            try (LoraAdapter read = LoraAdapter.read(saved, model.shape())) {
                Tensor found = velocity(scope, model, io, branches(scope, model, read));
                assertThat(found.toFloats()).containsExactly(expected, within((float) tolerance));
            }
        }
    }

    private static SideBranches branches(TensorScope scope, WanTransformer model, LoraAdapter adapter) {
        return AppliedAdapter.branches(scope, model.shape(), Device.cpu(), List.of(new AppliedAdapter(adapter, 1)));
    }

    /// The same factors, which stay the other adapter's, at another scale.
    private static LoraAdapter withAlpha(double alpha, LoraAdapter adapter) {
        Map<String, LoraModule> modules = new LinkedHashMap<>();
        adapter.modules()
                .forEach((name, module) -> modules.put(name, new LoraModule(module.down_RI(), module.up_OR(), alpha)));
        return LoraAdapter.of(TensorScope.open(), modules);
    }

    @ParameterizedTest
    @CsvSource({
        "diffusion_model.blocks.2.cross_attn.k.lora_A.weight, diffusion_model.blocks.2.cross_attn.k.lora_B.weight",
        "transformer.blocks.2.attn2.to_k.lora_A.weight, transformer.blocks.2.attn2.to_k.lora_B.weight",
        "base_model.model.blocks.2.cross_attn.k.lora_A.default.weight, base_model.model.blocks.2.cross_attn.k.lora_B.default.weight",
        "lora_unet__blocks_2_cross_attn_k.lora_down.weight, lora_unet__blocks_2_cross_attn_k.lora_up.weight",
        "lycoris_blocks_2_attn2_to_k.lora_down.weight, lycoris_blocks_2_attn2_to_k.lora_up.weight",
        "pipe.dit.blocks.2.cross_attn.k.lora_A.default.weight, pipe.dit.blocks.2.cross_attn.k.lora_B.default.weight"
    })
    void everyKeyStyleIsRecognised(String down, String up) {
        Path file = folder.resolve("a.safetensors");
        try (TensorScope scope = TensorScope.open()) {
            Tensor a = Tensor.of(scope, new float[512], 2, 256);
            Tensor b = Tensor.of(scope, new float[512], 256, 2);
            SafetensorsWriter.write(file, Map.of(down, a, up, b), Map.of());
        }

        try (LoraAdapter adapter = LoraAdapter.read(file, TINY)) {
            assertThat(adapter.modules()).containsOnlyKeys("blocks.2.cross_attn.k");
            assertThat(adapter.modules().get("blocks.2.cross_attn.k").scale()).isEqualTo(1);
        }
    }

    @Test
    void anAdapterOfAnotherSizeIsRefused() {
        Path file = folder.resolve("a.safetensors");
        try (TensorScope scope = TensorScope.open()) {
            SafetensorsWriter.write(
                    file,
                    Map.of(
                            "lora_unet_blocks_0_ffn_0.lora_down.weight", Tensor.of(scope, new float[8], 2, 4),
                            "lora_unet_blocks_0_ffn_0.lora_up.weight", Tensor.of(scope, new float[1024], 512, 2)),
                    Map.of());
        }

        assertThatThrownBy(() -> LoraAdapter.read(file, TINY))
                .isInstanceOf(WeightsException.class)
                .hasMessage("tensor lora_unet_blocks_0_ffn_0.lora_down.weight in " + file + ": expected [2, 256], found"
                        + " F32[2, 4]; is this an adapter for a model of another size than width 256?");
    }

    @ParameterizedTest
    @CsvSource({
        "diffusion_model.blocks.0.norm3.diff, blocks.0.norm3.weight",
        "diffusion_model.blocks.2.diff_m, blocks.2.modulation",
        "diffusion_model.blocks.2.cross_attn.k.diff_b, blocks.2.cross_attn.k.bias"
    })
    void anAdapterThatCannotActBesideTheModelIsRefused(String key, String changed) {
        Path file = folder.resolve("a.safetensors");
        long[] shape = key.endsWith("_m") ? new long[] {1, 6, 256} : new long[] {256};
        try (TensorScope scope = TensorScope.open()) {
            Tensor difference = Tensor.of(scope, new float[(int) DType.I8.bytesOf(shape)], shape);
            SafetensorsWriter.write(file, Map.of(key, difference), Map.of());
        }

        assertThatThrownBy(() -> LoraAdapter.read(file, TINY))
                .isInstanceOf(WeightsException.class)
                .hasMessageStartingWith("adapter " + file + " is a weight difference of 1 modules")
                .hasMessageEndingWith("1 of the tensors it changes, such as " + changed + ", cannot be changed beside a"
                        + " model: merge it into the base model (./genga adapters merge) and use that");
    }

    @Test
    void aFactorThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> LoraAdapter.read(oneModule(DType.F32, Float.NaN), TINY))
                .hasMessage("tensor lora_unet_blocks_0_ffn_0.lora_down.weight in " + folder.resolve("a.safetensors")
                        + ": expected numbers, found 512 of 512 values NaN or infinite; use an earlier checkpoint");
        assertThatThrownBy(() -> LoraAdapter.read(oneModule(DType.I32, 3), TINY))
                .hasMessageEndingWith("expected F32, F16, BF16 or fp8, found I32[2, 256]; get another copy");
    }

    @Test
    void anAlphaOfZeroAndFactorsInEightBitsMeanWhatTrainersMean() {
        try (LoraAdapter adapter = LoraAdapter.read(oneModule(DType.F8_E4M3, 0.5f), TINY)) {
            LoraModule module = adapter.modules().get("blocks.0.ffn.0");

            assertThat(module.scale()).isEqualTo(1);
            assertThat(module.down_RI().dtype()).isEqualTo(DType.BF16);
            assertThat(module.down_RI().toFloats()).containsOnly(0.5f);
        }
    }

    /// Rank 2 and alpha 0 on one linear, all values alike.
    private Path oneModule(DType type, float value) {
        Path file = folder.resolve("a.safetensors");
        float[] down = new float[2 * 256];
        Arrays.fill(down, value);
        String name = "lora_unet_blocks_0_ffn_0";
        try (TensorScope scope = TensorScope.open()) {
            SafetensorsWriter.write(
                    file,
                    Map.of(
                            name + ".lora_down.weight",
                            Tensor.of(scope, down, 2, 256).to(scope, type),
                            name + ".lora_up.weight",
                            Tensor.of(scope, new float[1024], 512, 2),
                            name + ".alpha",
                            Tensor.of(scope, new float[] {0})),
                    Map.of());
        }
        return file;
    }

    @Test
    void aFileWithoutAnyMatchIsRefused() {
        assertThatThrownBy(() -> LoraAdapter.read(Golden.path("D_timesteps.io"), TINY))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("none of its 19 keys belongs to a transformer of 3 blocks and width 256")
                .hasMessageEndingWith("is it an adapter for another model?");
    }

    @Test
    void aFreshAdapterChangesNothingAndDependsOnItsSeedAlone() {
        try (LoraAdapter one = LoraAdapter.create(TINY, new LoraRank(4, 4), 1, Device.cpu());
                LoraAdapter same = LoraAdapter.create(TINY, new LoraRank(4, 4), 1, Device.cpu());
                LoraAdapter other = LoraAdapter.create(TINY, new LoraRank(4, 4), 2, Device.cpu())) {
            float[] down = one.modules().get("blocks.1.ffn.2").down_RI().toFloats();

            assertThat(one.modules().get("blocks.1.ffn.2").up_OR().toFloats()).containsOnly(0);
            assertThat(same.modules().get("blocks.1.ffn.2").down_RI().toFloats())
                    .isEqualTo(down);
            assertThat(other.modules().get("blocks.1.ffn.2").down_RI().toFloats())
                    .isNotEqualTo(down);
            assertThat(down).hasSize(4 * 512);
            double bound = 1 / Math.sqrt(512);
            for (float value : down) {
                assertThat(Math.abs(value)).isLessThanOrEqualTo((float) bound);
            }
        }
    }

    private static WanTransformer model() {
        return WanTransformer.of(Golden.open("C_dit_tiny.weights"), TransformerOptions.on(Device.cpu()));
    }

    private static Tensor velocity(TensorScope scope, WanTransformer model, Weights io, SideBranches branches) {
        Conditioning prompt = model.condition(scope, List.of(io.tensor(scope, "forward.context")), branches);
        Tensor latent = Golden.batched(scope, io.tensor(scope, "forward.latent"));
        double t = io.tensor(scope, "forward.t").toFloats()[0];
        return model.forward(scope, latent, new double[] {t}, prompt);
    }
}
