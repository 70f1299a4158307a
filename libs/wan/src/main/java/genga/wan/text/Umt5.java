package genga.wan.text;

import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.tensor.NativeHeap;
import genga.wan.tensor.Script;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.FiniteCheck;
import genga.wan.weights.ModelFile;
import genga.wan.weights.Weights;
import genga.wan.weights.WidenedWeights;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

/// The UMT5 encoder network: token numbers to rows.
///
/// Weights stay in the mapped file and are brought to the device block by block, so that 11 GB of them never lie in
/// memory at once. Axes: L tokens, D width, H heads.
public final class Umt5 implements AutoCloseable {
    private final Weights source;
    private final TextWeights weights;
    private final Device device;
    private final DType compute;

    private Umt5(Weights source, Device device, DType compute) {
        this.source = source;
        this.weights = new TextWeights(source);
        this.device = device;
        this.compute = compute;
    }

    /// Computes in F32 what is stored in it, and all else in BF16: F16 is too narrow for this network, whose authors
    /// have to cut infinities off in it.
    ///
    /// @param file a UMT5 encoder of any container and naming, such as `models_t5_umt5-xxl-enc-bf16.pth` or
    ///     `umt5_xxl_fp8_e4m3fn_scaled.safetensors`
    public static Umt5 open(Path file, Device device) {
        ModelFile model = ModelFile.open(file);
        try {
            Weights source = model.requireTextEncoder();
            return new Umt5(source, device, source.dtype("norm.weight") == DType.F32 ? DType.F32 : DType.BF16);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /// As [#open(Path, Device)], but computing in that type whatever the file's type is.
    public static Umt5 open(Path file, Device device, DType compute) {
        ModelFile model = ModelFile.open(file);
        try {
            model.requireTextEncoder();
            return new Umt5(WidenedWeights.of(model.weights(), compute, name -> true), device, compute);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /// Rows `[L, D]` for L token numbers.
    ///
    /// @param stages sees `embedding`, `pos_bias.block.N` and `block.N` while they are alive
    public Tensor encode(TensorScope outer, long[] tokens, BiConsumer<String, Tensor> stages) {
        requireKnown(tokens);
        try (TensorScope scope = outer.child()) {
            Tensor ids_L = Tensor.ofBytes(scope, MemorySegment.ofArray(tokens), DType.I64, tokens.length);
            Tensor buckets = PositionBuckets.of(scope, tokens.length).to(scope, device);
            Tensor x_LD = script().call(scope, "embed", ids_L, weights.table(scope), compute.code())
                    .to(scope, device);
            stages.accept("embedding", x_LD);
            for (int block = 0; block < weights.blocks(); block++) {
                Tensor y_LD = scope.keep(block(scope, block, x_LD, buckets, stages));
                x_LD.close();
                x_LD = y_LD;
            }
            return outer.keep(
                    script().call(scope, "norm", x_LD, weights.finalNorm(scope).to(scope, device)));
        }
    }

    private void requireKnown(long[] tokens) {
        if (tokens.length == 0) {
            throw new IllegalArgumentException("a text has at least the token </s>, got none");
        }
        for (long token : tokens) {
            if (token < 0 || token >= weights.vocabulary()) {
                throw new IllegalArgumentException(
                        "token %d is none of the %d of %s; is the tokenizer that of another text encoder?"
                                .formatted(token, weights.vocabulary(), source.origin()));
            }
        }
    }

    private Tensor block(TensorScope outer, int block, Tensor x_LD, Tensor buckets, BiConsumer<String, Tensor> stages) {
        try (TensorScope scope = outer.child()) {
            Tensor table = weights.positions(scope, block).to(scope, device);
            Tensor bias_HLL = script().call(scope, "position_bias", table, buckets, x_LD.size(0));
            stages.accept("pos_bias.block." + block, bias_HLL);
            List<Tensor> w = weights.block(scope, block).stream()
                    .map(tensor -> tensor.to(scope, device))
                    .toList();
            Tensor y_LD = script().call(scope, "block", x_LD, bias_HLL, w, weights.heads());
            stages.accept("block." + block, y_LD);
            return outer.keep(y_LD);
        }
    }

    /// Refuses rows with a value that is no number, which damaged weights give.
    void requireFinite(TextEmbedding rows) {
        FiniteCheck.requireResult(
                rows.values(),
                source,
                "the embedding of the text",
                "shorten the text, and report it if that is no help");
    }

    static Script script() {
        return Script.load("text");
    }

    @Override
    public void close() {
        source.close();
        NativeHeap.giveBack();
    }
}
