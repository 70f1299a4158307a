package genga.wan.transformer;

import genga.wan.dataset.Resolution;
import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.tensor.NativeHeap;
import genga.wan.tensor.Script;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.FiniteCheck;
import genga.wan.weights.ModelFile;
import genga.wan.weights.Weights;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The Wan2.1 text-to-video diffusion transformer: latent, timestep and prompt in, velocity out.
///
/// Axes: B batch, C channels, F H W latent frames, rows, columns, S tokens, L text rows, D width. Formulas:
/// Wan-Video/Wan2.1 `wan/modules/model.py`, restated in the script `transformer`. Weights are frozen; adapters come
/// in as [SideBranches]. Every scope that holds a result closes before the transformer does.
public final class WanTransformer implements AutoCloseable {
    static final Script SCRIPT = Script.load("transformer");

    private final TransformerShape shape;
    private final TransformerWeights weights;
    private final Map<TokenGrid, Tensor> rope = new ConcurrentHashMap<>();

    private WanTransformer(TransformerShape shape, TransformerWeights weights) {
        this.shape = shape;
        this.weights = weights;
    }

    /// Opens a file of any container and naming, one or the first of several parts, in place, on `device`, in the
    /// type it is stored in.
    public static WanTransformer open(Path file, Device device) {
        return open(file, TransformerOptions.on(device));
    }

    /// As [#open(Path, Device)], with options.
    public static WanTransformer open(Path file, TransformerOptions options) {
        ModelFile model = ModelFile.open(file);
        try {
            return of(model.requireTransformer(), options);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /// Puts weights to work; the transformer closes them when it closes, and at once when they are not a Wan2.1
    /// model.
    public static WanTransformer of(Weights source, TransformerOptions options) {
        TensorScope scope = TensorScope.open();
        try {
            Weights bare = source.withoutModelPrefix();
            TransformerShape shape = TransformerShape.of(bare);
            return new WanTransformer(shape, new TransformerWeights(bare, shape, options, scope));
        } catch (RuntimeException e) {
            scope.close();
            source.close();
            throw e;
        }
    }

    public TransformerShape shape() {
        return shape;
    }

    public Device device() {
        return weights.options().device();
    }

    /// The type of the big products and of the token stream.
    public DType compute() {
        return weights.compute();
    }

    /// Embeds one text `[L, textWidth]` per batch item and computes each block's cross-attention keys.
    public Conditioning condition(TensorScope scope, List<Tensor> texts, SideBranches branches) {
        Tensor text_BLD = text(scope, texts);
        List<List<Tensor>> keys = new ArrayList<>();
        for (int block = 0; block < shape.blocks(); block++) {
            keys.add(SCRIPT.callList(
                    scope,
                    "keys",
                    text_BLD,
                    weights.block(block),
                    branches.block(block),
                    branches.scale(),
                    shape.heads()));
        }
        return new Conditioning(text_BLD, keys, branches);
    }

    /// Embeds texts without keys, as a training step needs them.
    public Tensor text(TensorScope scope, List<Tensor> texts) {
        int rows = weights.options().textLength();
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("a batch has at least one text, got none");
        }
        try (TensorScope scratch = scope.child()) {
            List<Tensor> here = new ArrayList<>();
            for (Tensor text : texts) {
                long[] found = text.shape();
                if (found.length != 2 || found[0] < 1 || found[0] > rows || found[1] != shape.textWidth()) {
                    throw new IllegalArgumentException("a text embedding must be [1 to %d, %d], got %s"
                            .formatted(rows, shape.textWidth(), Arrays.toString(found)));
                }
                here.add(text.to(scratch, device()));
            }
            return SCRIPT.call(scope, "text", here, rows, weights.text());
        }
    }

    /// The velocity at `timesteps` (0 to 1000, one per batch item), fp32 `[B, C, F, H, W]`.
    public Tensor forward(TensorScope scope, Tensor latent_BCFHW, double[] timesteps, Conditioning conditioning) {
        try (TensorScope scratch = scope.child()) {
            Tokens tokens = embed(scratch, latent_BCFHW, timesteps);
            Tensor x_BSD = tokens.x_BSD();
            for (int block = 0; block < shape.blocks(); block++) {
                Tensor next = block(scratch, block, x_BSD, tokens, conditioning);
                x_BSD.close();
                x_BSD = next;
            }
            return scope.keep(head(scratch, x_BSD, tokens));
        }
    }

    /// Cuts a latent into tokens and embeds the timesteps.
    public Tokens embed(TensorScope scope, Tensor latent_BCFHW, double[] timesteps) {
        TokenGrid grid = grid(latent_BCFHW, timesteps.length);
        try (TensorScope scratch = scope.child()) {
            List<Tensor> time = time(scope, timesteps);
            Tensor latent = latent_BCFHW.to(scratch, device());
            Tensor x_BSD = SCRIPT.call(
                    scope,
                    "patches",
                    latent,
                    weights.patch().getFirst(),
                    weights.patch().getLast());
            return new Tokens(grid, x_BSD, time.getFirst(), time.getLast(), rope(grid));
        }
    }

    /// The time embedding `[B, D]` and its projection `[B, 6, D]`, which depend on nothing else.
    public List<Tensor> time(TensorScope scope, double[] timesteps) {
        try (TensorScope scratch = scope.child()) {
            Tensor t = Tensor.ofBytes(scratch, MemorySegment.ofArray(timesteps), DType.F64, timesteps.length)
                    .to(scratch, device());
            return SCRIPT.callList(scope, "time", t, weights.time());
        }
    }

    /// One block: tokens in, tokens out.
    public Tensor block(TensorScope scope, int block, Tensor x_BSD, Tokens tokens, Conditioning conditioning) {
        return SCRIPT.call(scope, "block", blockArguments(block, x_BSD, tokens, conditioning));
    }

    /// The results inside one block: norm1, self-attention, norm3, cross-attention, norm2, feed-forward, and the
    /// block's own.
    public List<Tensor> blockParts(
            TensorScope scope, int block, Tensor x_BSD, Tokens tokens, Conditioning conditioning) {
        return SCRIPT.callList(scope, "block_parts", blockArguments(block, x_BSD, tokens, conditioning));
    }

    /// Refuses texts of another number of items than the tokens: libtorch would silently repeat one of them for all.
    static void requireOneTextEach(Tokens tokens, Conditioning conditioning) {
        long items = tokens.e_BD().size(0);
        long texts = conditioning.text_BLD().size(0);
        if (items != texts) {
            throw new IllegalArgumentException(
                    "a batch of %d latents needs %d texts, one each, got %d; condition the transformer on as many"
                            .formatted(items, items, texts));
        }
    }

    private Object[] blockArguments(int block, Tensor x_BSD, Tokens tokens, Conditioning conditioning) {
        requireOneTextEach(tokens, conditioning);
        SideBranches branches = conditioning.branches();
        return new Object[] {
            x_BSD,
            tokens.e_B6D(),
            weights.block(block),
            tokens.rope_S1P2(),
            conditioning.keys().get(block),
            branches.block(block),
            branches.scale(),
            shape.heads()
        };
    }

    /// Tokens back to a velocity, fp32 `[B, C, F, H, W]`.
    public Tensor head(TensorScope scope, Tensor x_BSD, Tokens tokens) {
        return SCRIPT.call(
                scope,
                "head",
                x_BSD,
                tokens.e_BD(),
                weights.head(),
                tokens.grid().extents());
    }

    /// Refuses a result of this model that holds NaN or infinity, and names the damaged weights if there are any.
    ///
    /// @param what the result, such as `the velocity of step 3`
    public void requireFinite(float[] result, String what) {
        FiniteCheck.requireResult(
                result, weights.source(), what, "lower the adapters' strengths or the guidance, or compute in bf16");
    }

    TransformerWeights weights() {
        return weights;
    }

    private Tensor rope(TokenGrid grid) {
        return rope.computeIfAbsent(grid, missing -> {
            try (TensorScope scratch = TensorScope.open()) {
                Tensor table = SCRIPT.call(
                        scratch, "rope", grid.frames(), grid.rows(), grid.columns(), TransformerShape.HEAD_WIDTH);
                return weights.scope().keep(table.to(scratch, device()));
            }
        });
    }

    private TokenGrid grid(Tensor latent_BCFHW, int batch) {
        long[] found = latent_BCFHW.shape();
        if (found.length != 5 || found[0] != batch || found[1] != shape.channels()) {
            throw new IllegalArgumentException("a latent must be [%d, %d, frames, rows, columns], got %s"
                    .formatted(batch, shape.channels(), Arrays.toString(found)));
        }
        if (found[3] % 2 != 0 || found[4] % 2 != 0) {
            throw new IllegalArgumentException(
                    "latent rows and columns must be even (picture sides divisible by 16), got %s; take %s columns x rows"
                            .formatted(
                                    Arrays.toString(found), new Resolution((int) found[4], (int) found[3]).nearest(2)));
        }
        return new TokenGrid(found[2], found[3] / 2, found[4] / 2);
    }

    @Override
    public void close() {
        weights.close();
        NativeHeap.giveBack();
    }
}
