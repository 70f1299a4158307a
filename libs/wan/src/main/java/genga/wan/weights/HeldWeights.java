package genga.wan.weights;

import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Tensors that somebody holds, seen as weights; they stay that owner's to close.
///
/// @param origin what error messages call them
public record HeldWeights(Map<String, Tensor> tensors, String origin) implements Weights {
    public HeldWeights {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    @Override
    public Set<String> names() {
        return tensors.keySet();
    }

    /// The place is that of a file of this tensor alone.
    @Override
    public TensorEntry entry(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new WeightsException("tensor %s is missing in %s".formatted(name, origin));
        }
        DType dtype = tensor.dtype();
        return new TensorEntry(dtype, tensor.shape(), 0, dtype.bytesOf(tensor.shape()));
    }

    @Override
    public Tensor tensor(TensorScope scope, String name) {
        entry(name);
        return tensors.get(name);
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public void close() {
        // the tensors are somebody else's
    }
}
