package genga.wan.weights;

import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Tensors that somebody holds, seen as weights; they stay that owner's to close.
final class HeldWeights implements Weights {
    private final Map<String, Tensor> tensors;

    HeldWeights(Map<String, Tensor> tensors) {
        this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    @Override
    public Set<String> names() {
        return tensors.keySet();
    }

    /// The place is that of a file of this tensor alone.
    @Override
    public TensorEntry entry(String name) {
        Tensor tensor = tensors.get(name);
        return new TensorEntry(tensor.dtype(), tensor.shape(), 0, tensor.dtype().bytesOf(tensor.shape()));
    }

    @Override
    public Tensor tensor(TensorScope scope, String name) {
        return tensors.get(name);
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public String origin() {
        return "memory";
    }

    @Override
    public void close() {
        // the tensors are somebody else's
    }
}
