package genga.wan.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import genga.wan.quant.Fp8;
import genga.wan.quant.Granularity;
import genga.wan.quant.QuantisedLinear;
import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.Golden;
import genga.wan.weights.ModelFile;
import genga.wan.weights.SafetensorsFile;
import genga.wan.weights.SafetensorsWriter;
import genga.wan.weights.Weights;
import genga.wan.weights.WidenedWeights;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The tiny model stored as publishers store the large one, and opened as it is: the blocks' linears keep their eight
/// bits in memory, and the velocity is that of the same weights widened once.
class StoredTransformerTest {
    private static final String COMFYUI_PREFIX = "model.diffusion_model.";
    private static final int Q = 1;

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

    /// Who stores a linear how.
    enum Form {
        PLAIN_E4M3(""),
        PLAIN_E5M2(""),
        COMFYUI(".scale_weight"),
        LIGHTX2V_FP8(".weight_scale"),
        LIGHTX2V_INT8(".weight_scale"),
        MUSUBI(".scale_weight");

        private final String scale;

        Form(String scale) {
            this.scale = scale;
        }

        void store(TensorScope scope, Map<String, Tensor> tensors, String layer, Tensor weight) {
            switch (this) {
                case PLAIN_E4M3 -> tensors.put(layer + ".weight", Fp8.e4m3(scope, weight));
                case PLAIN_E5M2 -> tensors.put(layer + ".weight", Fp8.e5m2(scope, weight));
                case COMFYUI -> put(tensors, layer, QuantisedLinear.fp8(scope, weight, Granularity.TENSOR));
                case LIGHTX2V_FP8 -> put(tensors, layer, QuantisedLinear.fp8(scope, weight, Granularity.CHANNEL));
                case LIGHTX2V_INT8 -> put(tensors, layer, QuantisedLinear.int8(scope, weight));
                case MUSUBI -> put(tensors, layer, QuantisedLinear.fp8(scope, weight, Granularity.BLOCK));
            }
        }

        private void put(Map<String, Tensor> tensors, String layer, QuantisedLinear linear) {
            tensors.put(layer + ".weight", linear.weight_OI());
            tensors.put(layer + scale, linear.scale());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPublishedFormIsUsedAsItIs(Form form) {
        Path file = write(stored(form));

        try (WanTransformer model = WanTransformer.open(file, single());
                WanTransformer widened = WanTransformer.of(
                        WidenedWeights.of(ModelFile.open(file).requireTransformer(), DType.F32, name -> true),
                        single());
                Weights io = Golden.open("C_dit_tiny.io")) {
            Tensor velocity = TinyTransformer.velocity(scope, model, io);

            assertThat(model.weights().block(0).get(Q).dtype().bytes()).isEqualTo(1);
            assertThat(velocity.toFloats())
                    .containsExactly(
                            TinyTransformer.velocity(scope, widened, io).toFloats(), within(1e-5f));
            assertThat(Golden.cosine(velocity, io, "t731.5.output")).isGreaterThan(0.98);
        }
    }

    @Test
    void onTheCpuWeightsStayInTheMappedFileWhateverTheirBits() {
        for (Path file : List.of(write(stored(Form.PLAIN_E4M3)), Golden.path("C_dit_tiny.weights"))) {
            Weights mapped = SafetensorsFile.open(file);
            try (WanTransformer model = WanTransformer.of(mapped, single())) {
                Tensor used = model.weights().block(1).get(Q);

                assertThat(used.sharesMemoryWith(mapped.tensor(scope, "blocks.1.self_attn.q.weight")))
                        .isTrue();
            }
        }
    }

    @Test
    void halfPrecisionOfTheOtherKindStaysCloseToo() {
        TransformerOptions half = TransformerOptions.on(Device.cpu()).computingIn(DType.F16);
        try (WanTransformer model = WanTransformer.of(Golden.open("C_dit_tiny.weights"), half);
                Weights io = Golden.open("C_dit_tiny.io")) {
            Tensor velocity = TinyTransformer.velocity(scope, model, io);

            assertThat(model.compute()).isEqualTo(DType.F16);
            assertThat(Golden.cosine(velocity, io, "t731.5.output")).isGreaterThan(0.99999);
        }
    }

    @Test
    void aScaleThatFitsNoWeightIsRefused() {
        Map<String, Tensor> tensors = stored(Form.LIGHTX2V_FP8);
        tensors.put("blocks.1.ffn.2.weight_scale", Tensor.of(scope, new float[512], 1, 512));
        Path file = write(tensors);

        assertThatThrownBy(() -> WanTransformer.open(file, Device.cpu()))
                .hasMessage(
                        "tensor blocks.1.ffn.2.scale_weight in %s: expected one F32, F16 or BF16 scale, one per row or one"
                                + " per row and block of columns of F8_E4M3[256, 512], found F32[1, 512]; use a published"
                                + " file",
                        file);
    }

    /// As each publisher names and stores the tiny model; ComfyUI has more in eight bits than the blocks' linears.
    private Map<String, Tensor> stored(Form form) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        String prefix = form == Form.COMFYUI ? COMFYUI_PREFIX : "";
        List<String> alsoSmall = form == Form.COMFYUI ? List.of("text_embedding.0.weight") : List.of();
        try (SafetensorsFile tiny = Golden.open("C_dit_tiny.weights")) {
            for (String name : tiny.names()) {
                Tensor tensor = tiny.tensor(scope, name).copy(scope);
                boolean small = isBlockLinear(name) || alsoSmall.contains(name);
                if (small) {
                    form.store(scope, tensors, prefix + name.replace(".weight", ""), tensor);
                } else {
                    tensors.put(prefix + name, tensor);
                }
            }
        }
        if (form == Form.COMFYUI) {
            tensors.put(prefix + "scaled_fp8", Fp8.e4m3(scope, Tensor.of(scope, new float[0], 0)));
        }
        return tensors;
    }

    private static boolean isBlockLinear(String name) {
        return BlockLinear.ALL.stream().anyMatch(linear -> name.endsWith("." + linear.path() + ".weight"));
    }

    private Path write(Map<String, Tensor> tensors) {
        Path file = folder.resolve("transformer.safetensors");
        SafetensorsWriter.write(file, tensors, Map.of());
        return file;
    }

    private static TransformerOptions single() {
        return TransformerOptions.on(Device.cpu()).computingIn(DType.F32);
    }
}
