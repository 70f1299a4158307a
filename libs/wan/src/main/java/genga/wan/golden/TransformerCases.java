package genga.wan.golden;

import com.fasterxml.jackson.databind.JsonNode;
import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.Conditioning;
import genga.wan.transformer.SideBranches;
import genga.wan.transformer.Tokens;
import genga.wan.transformer.TransformerOptions;
import genga.wan.transformer.WanTransformer;
import genga.wan.weights.SafetensorsFile;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/// The transformer at several timesteps: embeddings, parts of the first block, every block, the velocity; a batch of
/// two; and a run in bf16.
final class TransformerCases {
    private static final List<String> PARTS = List.of("norm1", "self_attn", "norm3", "cross_attn", "norm2", "ffn");
    private static final String HALF = "@bf16";

    private final GoldenCase golden;
    private final List<Comparison> comparisons = new ArrayList<>();

    private TransformerCases(GoldenCase golden) {
        this.golden = golden;
    }

    static List<Comparison> run(GoldenCase golden) {
        TransformerCases cases = new TransformerCases(golden);
        TransformerOptions options = TransformerOptions.on(Device.cpu())
                .withTextLength(golden.config().path("text_len").asInt());
        try (WanTransformer model = cases.model(options.computingIn(DType.F32))) {
            for (JsonNode timestep : golden.config().path("timesteps")) {
                cases.forward(model, timestep.asDouble(), "", DType.F32);
            }
            cases.batch(model);
        }
        try (WanTransformer half = cases.model(options.computingIn(DType.BF16))) {
            for (JsonNode timestep : golden.config().path("timesteps")) {
                cases.forward(half, timestep.asDouble(), HALF, DType.BF16);
            }
        }
        return cases.comparisons;
    }

    private WanTransformer model(TransformerOptions options) {
        return open(golden, options);
    }

    /// The case's model; a case whose heads are not of Wan's width is refused, for weights do not tell it.
    static WanTransformer open(GoldenCase golden, TransformerOptions options) {
        String file = golden.config().path("weights_file").asText();
        WanTransformer model = WanTransformer.of(SafetensorsFile.open(golden.path(file)), options);
        int heads = model.shape().heads();
        int expected = golden.config().path("num_heads").asInt(heads);
        if (expected != heads) {
            model.close();
            throw new IllegalArgumentException("the case has %d heads where Wan2.1 of width %d has %d of 128 each"
                    .formatted(expected, model.shape().width(), heads));
        }
        return model;
    }

    private void forward(WanTransformer model, double timestep, String suffix, DType type) {
        String prefix = "t" + (timestep == (long) timestep ? String.valueOf((long) timestep) : timestep) + ".";
        if (!golden.has(prefix + "output" + suffix)) {
            return;
        }
        try (TensorScope scope = TensorScope.open()) {
            Tensor text = golden.tensor("context.0").to(scope, type);
            Conditioning prompt = model.condition(scope, List.of(text), SideBranches.none());
            Tensor latent = batched(scope, golden.tensor("latent")).to(scope, type);
            Tokens tokens = model.embed(scope, latent, new double[] {timestep});
            compare(prefix + "time_embedding" + suffix, tokens.e_BD());
            compare(prefix + "time_projection" + suffix, tokens.e_B6D());
            compare(prefix + "text_embedding" + suffix, prompt.text_BLD());
            Tensor x = tokens.x_BSD();
            for (int block = 0; block < model.shape().blocks(); block++) {
                String name = prefix + "blocks." + block;
                Tensor before = x;
                int number = block;
                parts(name, suffix, () -> model.blockParts(scope, number, before, tokens, prompt));
                x = model.block(scope, block, x, tokens, prompt);
                compare(name + suffix, x);
            }
            compare(prefix + "output" + suffix, model.head(scope, x, tokens));
        }
    }

    private void parts(String name, String suffix, Supplier<List<Tensor>> results) {
        if (golden.has(name + "." + PARTS.getFirst() + suffix)) {
            List<Tensor> parts = results.get();
            for (int i = 0; i < PARTS.size(); i++) {
                compare(name + "." + PARTS.get(i) + suffix, parts.get(i));
            }
        }
    }

    private void batch(WanTransformer model) {
        if (!golden.has("batch2.output")) {
            return;
        }
        try (TensorScope scope = TensorScope.open()) {
            List<Tensor> texts = List.of(golden.tensor("context.0"), golden.tensor("context.1"));
            Conditioning prompts = model.condition(scope, texts, SideBranches.none());
            float[] t = golden.floats("batch2.t");
            double[] timesteps = {t[0], t[1]};
            compare("batch2.output", model.forward(scope, golden.tensor("image_latents"), timesteps, prompts));
        }
    }

    private void compare(String name, Tensor found) {
        if (golden.has(name)) {
            comparisons.add(golden.compare(name, found));
        }
    }

    static Tensor batched(TensorScope scope, Tensor tensor) {
        long[] shape = LongStream.concat(LongStream.of(1), LongStream.of(tensor.shape()))
                .toArray();
        return Tensor.ofBytes(scope, MemorySegment.ofArray(tensor.toBytes()), tensor.dtype(), shape);
    }
}
