package genga.wan.transformer;

import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.Quantisation;
import genga.wan.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A model's tensors grouped as the script `transformer` takes them; on the CPU, in their stored type, they stay in
/// the mapped file. The blocks' linears in eight bits, with a scale or cast plainly, keep them and are widened inside
/// each call.
final class TransformerWeights implements AutoCloseable {
    private static final List<String> PATCH = List.of("patch_embedding.weight", "patch_embedding.bias");
    private static final List<String> TEXT = List.of(
            "text_embedding.0.weight", "text_embedding.0.bias", "text_embedding.2.weight", "text_embedding.2.bias");
    private static final List<String> TIME = List.of(
            "time_embedding.0.weight",
            "time_embedding.0.bias",
            "time_embedding.2.weight",
            "time_embedding.2.bias",
            "time_projection.1.weight",
            "time_projection.1.bias");
    private static final List<String> HEAD = List.of("head.modulation", "head.head.weight", "head.head.bias");

    private final Weights source;
    private final TransformerOptions options;
    private final DType compute;
    private final TensorScope scope;
    private final List<Tensor> patch;
    private final List<Tensor> text;
    private final List<Tensor> time;
    private final List<Tensor> head;
    private final List<List<Tensor>> blocks = new ArrayList<>();
    private final Optional<BlockRing> ring;

    /// @param scope owns the tensors, and closes with these weights
    TransformerWeights(Weights source, TransformerShape shape, TransformerOptions options, TensorScope scope) {
        this.source = source;
        this.options = options;
        this.scope = scope;
        this.compute = options.compute().orElseGet(() -> storedType(source));
        patch = load(PATCH, true);
        text = load(TEXT, true);
        time = load(TIME, false);
        head = load(HEAD, false);
        List<Integer> swapped = BlockRing.spread(options.swapped(), shape.blocks());
        for (int block = 0; block < shape.blocks(); block++) {
            Device home = swapped.contains(block) ? Device.cpu() : options.device();
            blocks.add(new BlockLoading(home).load("blocks." + block + "."));
        }
        ring = swapped.isEmpty()
                ? Optional.empty()
                : Optional.of(BlockRing.of(masters(swapped), options.device(), scope));
    }

    private Map<Integer, List<Tensor>> masters(List<Integer> swapped) {
        Map<Integer, List<Tensor>> masters = new TreeMap<>();
        swapped.forEach(block -> masters.put(block, blocks.get(block)));
        return masters;
    }

    private static DType storedType(Weights source) {
        DType stored = source.dtype("blocks.0.self_attn.q.weight");
        return stored == DType.F32 || stored == DType.F16 ? stored : DType.BF16;
    }

    /// Collects the tensors of a block on one device.
    private final class BlockLoading {
        private final Device home;
        private final List<Tensor> tensors = new ArrayList<>();

        BlockLoading(Device home) {
            this.home = home;
        }

        List<Tensor> load(String prefix) {
            add(prefix + "modulation", false);
            addAttention(prefix + "self_attn.");
            add(prefix + "norm3.weight", false);
            add(prefix + "norm3.bias", false);
            addAttention(prefix + "cross_attn.");
            addLinear(prefix + "ffn.0.");
            addLinear(prefix + "ffn.2.");
            if (BlockLinear.ALL.stream().anyMatch(linear -> hasScale(prefix + linear.path() + ".weight"))) {
                BlockLinear.ALL.forEach(linear -> addScale(prefix + linear.path() + ".weight"));
            }
            return List.copyOf(tensors);
        }

        /// The scale of an eight-bit weight in its stored type, or an empty tensor for a weight that has none.
        private void addScale(String weight) {
            if (hasScale(weight)) {
                add(Quantisation.scaleOf(weight), false);
            } else {
                tensors.add(Tensor.of(scope, new float[0], 0).to(scope, home));
            }
        }

        private void addAttention(String prefix) {
            Stream.of("q.", "k.", "v.", "o.").forEach(linear -> addLinear(prefix + linear));
            add(prefix + "norm_q.weight", false);
            add(prefix + "norm_k.weight", false);
        }

        private void addLinear(String prefix) {
            boolean eightBits = source.dtype(prefix + "weight").bytes() == 1;
            add(prefix + "weight", !eightBits);
            add(prefix + "bias", true);
        }

        private void add(String name, boolean inComputeType) {
            tensors.add(TransformerWeights.this.load(name, inComputeType, home));
        }
    }

    private boolean hasScale(String weight) {
        return source.has(Quantisation.scaleOf(weight));
    }

    private List<Tensor> load(List<String> names, boolean inComputeType) {
        return names.stream()
                .map(name -> load(name, inComputeType, options.device()))
                .toList();
    }

    /// Norms, modulation, time and head stay as stored, for the script computes them in fp32; but a model made
    /// narrower than its file is so throughout, as the reference's is.
    private Tensor load(String name, boolean inComputeType, Device home) {
        Tensor tensor = source.tensor(scope, name);
        boolean narrower = tensor.dtype() == DType.F32;
        if (tensor.dtype() != compute && (inComputeType || narrower)) {
            tensor = replaced(tensor, tensor.to(scope, compute));
        }
        return home.isCpu() ? tensor : replaced(tensor, tensor.to(scope, home));
    }

    private static Tensor replaced(Tensor old, Tensor next) {
        old.close();
        return next;
    }

    /// The weights as they came.
    Weights source() {
        return source;
    }

    DType compute() {
        return compute;
    }

    TransformerOptions options() {
        return options;
    }

    TensorScope scope() {
        return scope;
    }

    List<Tensor> patch() {
        return patch;
    }

    List<Tensor> text() {
        return text;
    }

    List<Tensor> time() {
        return time;
    }

    List<Tensor> head() {
        return head;
    }

    /// The tensors of a block, on the device; of a swapped one, until another block is asked for.
    List<Tensor> block(int index) {
        return ring.flatMap(found -> found.take(index)).orElseGet(() -> blocks.get(index));
    }

    @Override
    public void close() {
        ring.ifPresent(BlockRing::close);
        scope.close();
        source.close();
    }
}
