package genga.wan.transformer;

import static genga.wan.weights.Golden.assertClose;
import static genga.wan.weights.Golden.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import genga.wan.quant.Granularity;
import genga.wan.quant.QuantisedWeights;
import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.Golden;
import genga.wan.weights.Weights;
import genga.wan.weights.WidenedWeights;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Against Wan-Video/Wan2.1's own model run in fp32 (case C), inside the tolerances its manifest recommends: ten
/// times what fp32 differs from fp64 there.
class WanTransformerGoldenTest {
    private static final List<String> PARTS = List.of("self_attn", "cross_attn", "ffn");

    @ParameterizedTest
    @CsvSource({"C_dit_tiny, 512, 1000", "C_dit_tiny, 512, 731.5", "C_dit_tiny, 512, 12", "C_dit_tiny_text64, 64, 731.5"
    })
    void theVelocityEqualsTheReference(String name, int textLength, String timestep) {
        try (WanTransformer model = model(TransformerOptions.on(Device.cpu()).withTextLength(textLength));
                Weights io = open(name + ".io");
                TensorScope scope = TensorScope.open()) {
            Conditioning prompt = model.condition(scope, List.of(io.tensor(scope, "context.0")), SideBranches.none());

            Tensor velocity = model.forward(
                    scope, batched(scope, io, "latent"), new double[] {Double.parseDouble(timestep)}, prompt);

            assertClose(velocity, io, "t" + timestep + ".output", 2e-5);
        }
    }

    @Test
    void everyBlockEqualsTheReference() {
        try (WanTransformer model = model(TransformerOptions.on(Device.cpu()));
                Weights io = open("C_dit_tiny.io");
                Weights inside = open("C_dit_tiny.inter");
                TensorScope scope = TensorScope.open()) {
            Conditioning prompt = model.condition(scope, List.of(io.tensor(scope, "context.0")), SideBranches.none());
            Tokens tokens = model.embed(scope, batched(scope, io, "latent"), new double[] {1000});
            Tensor x = tokens.x_BSD();
            for (int block = 0; block < model.shape().blocks(); block++) {
                x = model.block(scope, block, x, tokens, prompt);

                assertClose(x, inside, "t1000.blocks." + block, 2e-5);
            }
        }
    }

    @Test
    void everyPartOfTheFirstBlockEqualsTheReference() {
        try (WanTransformer model = model(TransformerOptions.on(Device.cpu()));
                Weights io = open("C_dit_tiny.io");
                Weights inside = open("C_dit_tiny.inter");
                TensorScope scope = TensorScope.open()) {
            Conditioning prompt = model.condition(scope, List.of(io.tensor(scope, "context.0")), SideBranches.none());
            Tokens tokens = model.embed(scope, batched(scope, io, "latent"), new double[] {1000});

            List<Tensor> parts = model.blockParts(scope, 0, tokens.x_BSD(), tokens, prompt);

            assertClose(tokens.e_BD(), inside, "t1000.time_embedding", 3e-6);
            assertClose(tokens.e_B6D(), inside, "t1000.time_projection", 1e-6);
            for (int i = 0; i < PARTS.size(); i++) {
                assertClose(parts.get(2 * i + 1), inside, "t1000.blocks.0." + PARTS.get(i), 1e-5);
            }
            assertClose(parts.getLast(), inside, "t1000.blocks.0", 2e-5);
        }
    }

    @Test
    void aBatchHoldsTwoTimestepsAndTwoPrompts() {
        try (WanTransformer model = model(TransformerOptions.on(Device.cpu()));
                Weights io = open("C_dit_tiny.io");
                TensorScope scope = TensorScope.open()) {
            List<Tensor> texts = List.of(io.tensor(scope, "context.0"), io.tensor(scope, "context.1"));
            Conditioning prompts = model.condition(scope, texts, SideBranches.none());
            float[] t = io.tensor(scope, "batch2.t").toFloats();

            Tensor velocity =
                    model.forward(scope, io.tensor(scope, "image_latents"), new double[] {t[0], t[1]}, prompts);

            assertClose(velocity, io, "batch2.output", 3e-5);
        }
    }

    @Test
    void aPromptMadeReadyOnceServesEveryStep() {
        try (WanTransformer model = model(TransformerOptions.on(Device.cpu()));
                Weights io = open("C_dit_tiny.io");
                TensorScope scope = TensorScope.open()) {
            Conditioning prompt = model.condition(scope, List.of(io.tensor(scope, "context.0")), SideBranches.none());

            for (String timestep : List.of("1000", "731.5", "12")) {
                double[] t = {Double.parseDouble(timestep)};
                Tensor velocity = model.forward(scope, batched(scope, io, "latent"), t, prompt);

                assertClose(velocity, io, "t" + timestep + ".output", 2e-5);
            }
        }
    }

    @Test
    void theRotaryTableOfASizeIsMadeOnce() {
        try (WanTransformer model = model(TransformerOptions.on(Device.cpu()));
                TensorScope scope = TensorScope.open()) {
            Tensor small = Tensor.of(scope, new float[16 * 4 * 4], 1, 16, 1, 4, 4);
            Tensor wide = Tensor.of(scope, new float[16 * 4 * 6], 1, 16, 1, 4, 6);

            Tensor first = model.embed(scope, small, new double[] {1000}).rope_S1P2();

            assertThat(model.embed(scope, small, new double[] {12}).rope_S1P2()).isSameAs(first);
            assertThat(model.embed(scope, wide, new double[] {12}).rope_S1P2().size(0))
                    .isEqualTo(6);
        }
    }

    @Test
    void aBatchWithTooFewOrTooManyTextsIsRefused() {
        try (WanTransformer model = model(TransformerOptions.on(Device.cpu()));
                Weights io = open("C_dit_tiny.io");
                TensorScope scope = TensorScope.open()) {
            Tensor text = io.tensor(scope, "context.0");
            Conditioning one = model.condition(scope, List.of(text), SideBranches.none());
            Conditioning three = model.condition(scope, List.of(text, text, text), SideBranches.none());
            Tensor latents = io.tensor(scope, "image_latents");
            double[] t = {1000, 12};

            assertThatThrownBy(() -> model.forward(scope, latents, t, one))
                    .hasMessage(
                            "a batch of 2 latents needs 2 texts, one each, got 1; condition the transformer on as many");
            assertThatThrownBy(() -> new GuidedBlocks(model)
                            .pass(scope, model.embed(scope, latents, t), three, BlockHooks.none()))
                    .hasMessageContaining("needs 2 texts, one each, got 3");
            assertThatThrownBy(() -> model.condition(scope, List.of(), SideBranches.none()))
                    .hasMessage("a batch has at least one text, got none");
            Tensor empty = Tensor.of(scope, new float[0], 0, model.shape().textWidth());
            assertThatThrownBy(() -> model.condition(scope, List.of(empty), SideBranches.none()))
                    .hasMessageContaining("a text embedding must be [1 to 512, 64], got [0, 64]");
        }
    }

    /// bf16 against musubi-tuner's own bf16 run: two roundings of the same numbers, so cosine and a loose bound.
    @Test
    void halfPrecisionStaysAsCloseAsTheReferenceDoes() {
        try (WanTransformer model = model(TransformerOptions.on(Device.cpu()).computingIn(DType.BF16));
                Weights io = open("C_dit_tiny.io");
                Weights half = open("C_dit_tiny.bf16");
                TensorScope scope = TensorScope.open()) {
            Tensor text = io.tensor(scope, "context.0").to(scope, DType.BF16);
            Conditioning prompt = model.condition(scope, List.of(text), SideBranches.none());
            Tensor latent = batched(scope, io, "latent").to(scope, DType.BF16);

            Tensor velocity = model.forward(scope, latent, new double[] {731.5}, prompt);

            assertThat(Golden.cosine(velocity, half, "t731.5.output")).isGreaterThan(0.99992);
            assertThat(Golden.largestExcess(velocity, half, "t731.5.output", 0.1, 0.02))
                    .isNegative();
            assertThat(velocity.dtype()).isEqualTo(DType.F32);
        }
    }

    /// Eight-bit weights kept as they are must act like the same weights widened once when they were loaded.
    @ParameterizedTest
    @EnumSource(Granularity.class)
    void eightBitWeightsAreWidenedInsideEachCall(Granularity granularity) {
        TransformerOptions options = TransformerOptions.on(Device.cpu()).computingIn(DType.F32);
        try (WanTransformer resident =
                        WanTransformer.of(QuantisedWeights.of(open("C_dit_tiny.weights"), granularity), options);
                WanTransformer widened = WanTransformer.of(
                        WidenedWeights.of(
                                QuantisedWeights.of(open("C_dit_tiny.weights"), granularity), DType.F32, name -> true),
                        options);
                Weights io = open("C_dit_tiny.io");
                TensorScope scope = TensorScope.open()) {
            float[] one = TinyTransformer.velocity(scope, resident, io).toFloats();
            float[] two = TinyTransformer.velocity(scope, widened, io).toFloats();

            assertThat(one).containsExactly(two, within(1e-5f));
            assertThat(Golden.cosine(TinyTransformer.velocity(scope, resident, io), io, "t731.5.output"))
                    .isBetween(0.99, 0.99999);
        }
    }

    @Test
    void aLatentOfTheWrongShapeIsRefused() {
        try (WanTransformer model = model(TransformerOptions.on(Device.cpu()));
                TensorScope scope = TensorScope.open()) {
            Tensor odd = Tensor.of(scope, new float[16 * 3 * 2], 1, 16, 1, 3, 2);

            assertThatThrownBy(() -> model.embed(scope, odd, new double[] {1}))
                    .hasMessage("latent rows and columns must be even (picture sides divisible by 16), got"
                            + " [1, 16, 1, 3, 2]; take 2x2 or 2x4 columns x rows");
        }
    }

    private static WanTransformer model(TransformerOptions options) {
        return WanTransformer.of(open("C_dit_tiny.weights"), options);
    }

    private static Tensor batched(TensorScope scope, Weights io, String name) {
        return Golden.batched(scope, io.tensor(scope, name));
    }
}
