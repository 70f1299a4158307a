package genga.wan.transformer;

import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.Quantisation;
import genga.wan.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A model's tensors grouped as the script `transformer` takes them; on the CPU, in their stored type, they stay in the
/// mapped file. Weights that come with a scale keep their eight bits and are widened inside each call.
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
    private final TensorScope scope = TensorScope.open();
    private final List<Tensor> patch;
    private final List<Tensor> text;
    private final List<Tensor> time;
    private final List<Tensor> head;
    private final List<List<Tensor>> blocks = new ArrayList<>();

    TransformerWeights(Weights source, TransformerShape shape, TransformerOptions options) {
        this.source = source;
        this.options = options;
        this.compute = options.compute().orElseGet(() -> storedType(source));
        patch = load(PATCH, true);
        text = load(TEXT, true);
        time = load(TIME, false);
        head = load(HEAD, false);
        for (int block = 0; block < shape.blocks(); block++) {
            blocks.add(loadBlock("blocks." + block + "."));
        }
    }

    private static DType storedType(Weights source) {
        DType stored = source.dtype("blocks.0.self_attn.q.weight");
        return stored == DType.F32 || stored == DType.F16 ? stored : DType.BF16;
    }

    private List<Tensor> loadBlock(String prefix) {
        List<Tensor> tensors = new ArrayList<>();
        tensors.add(load(prefix + "modulation", false));
        addAttention(tensors, prefix + "self_attn.");
        tensors.add(load(prefix + "norm3.weight", false));
        tensors.add(load(prefix + "norm3.bias", false));
        addAttention(tensors, prefix + "cross_attn.");
        addLinear(tensors, prefix + "ffn.0.");
        addLinear(tensors, prefix + "ffn.2.");
        if (BlockLinear.ALL.stream().anyMatch(linear -> hasScale(prefix + linear.path() + ".weight"))) {
            BlockLinear.ALL.forEach(linear -> tensors.add(scale(prefix + linear.path() + ".weight")));
        }
        return List.copyOf(tensors);
    }

    private boolean hasScale(String weight) {
        return source.has(Quantisation.scaleOf(weight));
    }

    /// The scale of an eight-bit weight in its stored type, or an empty tensor for a weight that has none.
    private Tensor scale(String weight) {
        return hasScale(weight)
                ? load(Quantisation.scaleOf(weight), false)
                : Tensor.of(scope, new float[0], 0).to(scope, options.device());
    }

    private void addAttention(List<Tensor> tensors, String prefix) {
        Stream.of("q.", "k.", "v.", "o.").forEach(linear -> addLinear(tensors, prefix + linear));
        tensors.add(load(prefix + "norm_q.weight", false));
        tensors.add(load(prefix + "norm_k.weight", false));
    }

    private void addLinear(List<Tensor> tensors, String prefix) {
        tensors.add(load(prefix + "weight", !hasScale(prefix + "weight")));
        tensors.add(load(prefix + "bias", true));
    }

    private List<Tensor> load(List<String> names, boolean inComputeType) {
        return names.stream().map(name -> load(name, inComputeType)).toList();
    }

    /// Norms, modulation, time and head stay as stored: the script computes them in fp32.
    private Tensor load(String name, boolean inComputeType) {
        Tensor tensor = source.tensor(scope, name);
        if (inComputeType && tensor.dtype() != compute) {
            tensor = replaced(tensor, tensor.to(scope, compute));
        }
        return options.device().isCpu() ? tensor : replaced(tensor, tensor.to(scope, options.device()));
    }

    private static Tensor replaced(Tensor old, Tensor next) {
        old.close();
        return next;
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

    List<Tensor> block(int index) {
        return blocks.get(index);
    }

    @Override
    public void close() {
        scope.close();
        source.close();
    }
}
