package genga.wan.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.ModelKind.Adapter;
import genga.wan.weights.ModelKind.AdapterMark;
import genga.wan.weights.ModelKind.Size;
import genga.wan.weights.ModelKind.TextEncoder;
import genga.wan.weights.ModelKind.Transformer;
import genga.wan.weights.ModelKind.Vae;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFileTest {
    @TempDir
    Path folder;

    @Test
    void theFullTransformerIsRecognisedByItsHeader() throws IOException {
        try (ModelFile model = ModelFile.open(fullTransformer());
                TensorScope scope = TensorScope.open()) {
            assertThat(model.kind()).isEqualTo(new Transformer(16, 5120, 13824, 40));
            assertThat(model.requireTransformer().names()).hasSize(1095);
            assertThat(model.weights().tensor(scope, "head.head.weight").shape())
                    .containsExactly(64, 5120);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void ofTheFullTransformersTwentyEightGigabytesOnlyTheHeaderIsRead() throws IOException {
        Path file = fullTransformer();

        try (ModelFile model = ModelFile.open(file);
                TensorScope scope = TensorScope.open()) {
            model.requireTransformer();
            long header = SparseFile.residentBytes(file);
            FiniteCheck.notFinite(model.weights().tensor(scope, "blocks.7.ffn.0.weight"));
            long withOneTensor = SparseFile.residentBytes(file);

            assertThat(Files.size(file)).isBetween(28_576_983_168L, 28_576_983_168L + (1 << 20));
            assertThat(header).isBetween(1L, 1L << 20);
            assertThat(withOneTensor - header).isGreaterThanOrEqualTo(2 * 5120 * 13824 - (1 << 20));
        }
    }

    private Path fullTransformer() throws IOException {
        return new SparseFile()
                .withTransformer(DType.BF16, 5120, 13824, 40)
                .write(folder.resolve("whatever.safetensors"));
    }

    @Test
    void theSmallTransformerInComfyUiFormHasOriginalNames() throws IOException {
        Path file = prefixed("model.diffusion_model.");

        try (ModelFile model = ModelFile.open(file)) {
            assertThat(model.style()).isEqualTo(KeyStyle.PREFIXED);
            assertThat(model.kind()).hasToString("text-to-video transformer 1.3B (width 1536, 30 blocks)");
            assertThat(((Transformer) model.kind()).size()).isEqualTo(Size.B1_3);
            assertThat(model.weights().names()).contains("blocks.29.cross_attn.o.bias");
        }
    }

    private Path prefixed(String prefix) throws IOException {
        Path plain =
                new SparseFile().withTransformer(DType.BF16, 1536, 8960, 30).write(folder.resolve("plain"));
        SparseFile renamed = new SparseFile();
        try (Weights weights = Weights.open(plain)) {
            weights.names().forEach(name -> renamed.with(prefix + name, weights.dtype(name), weights.shape(name)));
        }
        return renamed.write(folder.resolve("prefixed"));
    }

    @ParameterizedTest
    @CsvSource({
        "blocks.3.attn1.to_q.weight, blocks.3.self_attn.q.weight",
        "blocks.3.attn1.norm_k.weight, blocks.3.self_attn.norm_k.weight",
        "blocks.3.attn2.to_out.0.bias, blocks.3.cross_attn.o.bias",
        "blocks.3.ffn.net.0.proj.weight, blocks.3.ffn.0.weight",
        "blocks.3.ffn.net.2.bias, blocks.3.ffn.2.bias",
        "blocks.3.norm2.weight, blocks.3.norm3.weight",
        "blocks.3.scale_shift_table, blocks.3.modulation",
        "scale_shift_table, head.modulation",
        "proj_out.weight, head.head.weight",
        "patch_embedding.bias, patch_embedding.bias",
        "condition_embedder.time_proj.weight, time_projection.1.weight",
        "condition_embedder.text_embedder.linear_2.bias, text_embedding.2.bias",
        "shared.weight, token_embedding.weight",
        "encoder.block.7.layer.0.SelfAttention.relative_attention_bias.weight, blocks.7.pos_embedding.embedding.weight",
        "encoder.block.7.layer.1.DenseReluDense.wi_0.weight, blocks.7.ffn.gate.0.weight",
        "encoder.final_layer_norm.weight, norm.weight",
        "encoder.down_blocks.5.time_conv.weight, encoder.downsamples.5.time_conv.weight",
        "encoder.down_blocks.3.conv_shortcut.bias, encoder.downsamples.3.shortcut.bias",
        "encoder.mid_block.attentions.0.to_qkv.weight, encoder.middle.1.to_qkv.weight",
        "decoder.mid_block.resnets.1.norm2.gamma, decoder.middle.2.residual.3.gamma",
        "decoder.up_blocks.1.resnets.0.conv_shortcut.weight, decoder.upsamples.4.shortcut.weight",
        "decoder.up_blocks.2.upsamplers.0.resample.1.weight, decoder.upsamples.11.resample.1.weight",
        "decoder.norm_out.gamma, decoder.head.0.gamma",
        "post_quant_conv.weight, conv2.weight"
    })
    void everyDiffusersNameHasItsOriginal(String published, String original) {
        assertThat(KeyStyle.DIFFUSERS.original(published)).contains(original);
    }

    @Test
    void theTextEncoderOfComfyUiIsScaledFp8WithATokenizerInside() throws IOException {
        String layer = "encoder.block.0.layer.";
        Path file = new SparseFile()
                .with("shared.weight", DType.BF16, 512, 64)
                .with(layer + "0.SelfAttention.q.weight", DType.F8_E4M3, 64, 64)
                .with(layer + "0.SelfAttention.q.scale_weight", DType.F32)
                .with(layer + "1.DenseReluDense.wi_0.weight", DType.F8_E4M3, 128, 64)
                .with(layer + "1.DenseReluDense.wi_0.scale_weight", DType.F32)
                .with("scaled_fp8", DType.F8_E4M3, 0)
                .with("spiece_model", DType.U8, 10)
                .write(folder.resolve("umt5"));

        try (ModelFile model = ModelFile.open(file)) {
            assertThat(model.kind()).isEqualTo(new TextEncoder(512, 64, 1, true));
            assertThat(model.quantisation()).isEqualTo(Quantisation.FP8_PER_TENSOR);
            assertThat(model.weights().names())
                    .containsExactly(
                            "token_embedding.weight",
                            "blocks.0.attn.q.weight",
                            "blocks.0.attn.q.scale_weight",
                            "blocks.0.ffn.gate.0.weight",
                            "blocks.0.ffn.gate.0.scale_weight");
            assertThat(model.published().has("spiece_model")).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"F8_E4M3, FP8_PER_CHANNEL", "I8, INT8_PER_CHANNEL"})
    void lightX2vScalesGoByTheCommonName(DType type, Quantisation expected) throws IOException {
        Path file = new SparseFile()
                .with("patch_embedding.weight", DType.BF16, 256, 16, 1, 2, 2)
                .with("blocks.0.self_attn.q.weight", type, 256, 256)
                .with("blocks.0.self_attn.q.weight_scale", DType.F32, 256, 1)
                .with("blocks.0.ffn.0.weight", type, 512, 256)
                .with("blocks.0.ffn.0.weight_scale", DType.F32, 512, 1)
                .write(folder.resolve("x2v"));

        try (ModelFile model = ModelFile.open(file)) {
            assertThat(model.quantisation()).isEqualTo(expected);
            assertThat(model.weights().names()).contains("blocks.0.ffn.0.scale_weight");
        }
    }

    @Test
    void aScaledFp8TransformerKeepsItsBlocksSmallAndWidensTheRest() {
        Path file = folder.resolve("scaled");
        String prefix = "model.diffusion_model.";
        try (TensorScope scope = TensorScope.open()) {
            Tensor q = Tensor.of(scope, new float[] {1, -2, 4, 448}, 2, 2).to(scope, DType.F8_E4M3);
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            tensors.put("patch_embedding.weight", Tensor.of(scope, new float[128], 2, 16, 1, 2, 2));
            for (String layer : new String[] {"blocks.0.ffn.0", "text_embedding.0"}) {
                tensors.put(prefix + layer + ".weight", q);
                tensors.put(prefix + layer + ".scale_weight", Tensor.of(scope, new float[] {0.5f}));
            }
            tensors.put(prefix + "scaled_fp8", Tensor.of(scope, new float[0], 0).to(scope, DType.F8_E4M3));
            SafetensorsWriter.write(file, tensors, Map.of());
        }

        try (ModelFile model = ModelFile.open(file);
                TensorScope scope = TensorScope.open()) {
            Weights ready = model.requireTransformer();

            assertThat(model.quantisation()).isEqualTo(Quantisation.FP8_PER_TENSOR);
            assertThat(ready.names())
                    .containsExactlyInAnyOrder(
                            "patch_embedding.weight",
                            "blocks.0.ffn.0.weight",
                            "blocks.0.ffn.0.scale_weight",
                            "text_embedding.0.weight");
            assertThat(ready.dtype("blocks.0.ffn.0.weight")).isEqualTo(DType.F8_E4M3);
            assertThat(ready.dtype("text_embedding.0.weight")).isEqualTo(DType.BF16);
            assertThat(ready.tensor(scope, "text_embedding.0.weight").toFloats())
                    .containsExactly(0.5f, -1, 2, 224);
        }
    }

    @Test
    void aVaeIsRecognisedByItsFirstConvolution() throws IOException {
        Path file = new SparseFile()
                .with("encoder.conv1.weight", DType.F32, 96, 3, 3, 3, 3)
                .with("conv2.weight", DType.F32, 16, 16, 1, 1, 1)
                .write(folder.resolve("vae"));

        try (ModelFile model = ModelFile.open(file)) {
            assertThat(model.kind()).isEqualTo(new Vae(96, 16));
            assertThatThrownBy(model::requireTransformer)
                    .hasMessage(file + " is a VAE (96 base channels, 16 latent channels); expected a Wan2.1"
                            + " text-to-video transformer");
        }
    }

    @Test
    void aVaeOfAnotherGenerationIsRefused() throws IOException {
        Path file = new SparseFile()
                .with("encoder.conv1.weight", DType.F32, 160, 12, 3, 3, 3)
                .with("conv2.weight", DType.F32, 48, 48, 1, 1, 1)
                .write(folder.resolve("vae"));

        try (ModelFile model = ModelFile.open(file)) {
            assertThatThrownBy(model::requireVae)
                    .hasMessage(file + " is a VAE (160 base channels, 48 latent channels); expected a Wan2.1 VAE");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "lora_unet_blocks_0_self_attn_q.lora_down.weight, LORA",
        "transformer.blocks.0.attn1.to_q.lora_A.default.weight, LORA",
        "lora_unet_blocks_0_self_attn_q.hada_w1_a, LOHA",
        "lora_unet_blocks_0_self_attn_q.lokr_w1, LOKR",
        "diffusion_model.blocks.0.self_attn.q.dora_scale, DORA",
        "diffusion_model.blocks.0.norm3.diff, DIFFERENCE"
    })
    void anAdapterIsToldByItsKeys(String key, AdapterMark expected) throws IOException {
        Path file = new SparseFile().with(key, DType.F32, 2, 2).write(folder.resolve("adapter"));

        try (ModelFile model = ModelFile.open(file)) {
            assertThat(model.kind()).isEqualTo(new Adapter(expected));
        }
    }

    @Test
    void anotherModelIsRefused() throws IOException {
        Path file = new SparseFile().with("unet.x", DType.F32, 1).write(folder.resolve("other"));

        assertThatThrownBy(() -> ModelFile.open(file))
                .hasMessage(file + " is no model known here: its 1 tensors are named like unet.x; expected a Wan2.1"
                        + " transformer, VAE, UMT5 text encoder or adapter");
    }

    @Test
    void int8WithoutScalesIsRefused() throws IOException {
        Path file = new SparseFile()
                .with("patch_embedding.weight", DType.BF16, 256, 16, 1, 2, 2)
                .with("blocks.0.ffn.0.weight", DType.I8, 512, 256)
                .write(folder.resolve("x2v"));

        assertThatThrownBy(() -> ModelFile.open(file))
                .hasMessage("tensor blocks.0.ffn.0.weight in " + file
                        + " is int8 without the scale blocks.0.ffn.0.scale_weight; its values cannot be known, get a"
                        + " complete file");
    }

    @Test
    void twoNamesOfOneTensorAreRefused() throws IOException {
        Path file = new SparseFile()
                .with("head.head.bias", DType.F32, 1)
                .with("diffusion_model.head.head.bias", DType.F32, 1)
                .write(folder.resolve("twice"));

        assertThatThrownBy(() -> ModelFile.open(file))
                .hasMessage(
                        file + " holds both head.head.bias and diffusion_model.head.head.bias, which are one tensor,"
                                + " head.head.bias; remove one of them");
    }

    @Test
    void nanIsFoundWhenLookedFor() {
        Path file = folder.resolve("nan");
        try (TensorScope scope = TensorScope.open()) {
            Tensor good = Tensor.of(scope, new float[] {1, 2}, 2);
            Tensor bad = Tensor.of(scope, new float[] {1, Float.NaN, Float.NEGATIVE_INFINITY}, 3)
                    .to(scope, DType.BF16);
            SafetensorsWriter.write(file, Map.of("good", good, "bad", bad), Map.of());
        }

        try (Weights weights = Weights.open(file)) {
            assertThat(FiniteCheck.notFinite(weights)).containsExactly(Map.entry("bad", 2L));
            assertThatThrownBy(() -> FiniteCheck.require(weights))
                    .hasMessage(
                            file + " holds NaN or infinity in 1 of 2 tensors: [bad=2]; the file is damaged, fetch it"
                                    + " again");
        }
    }
}
