package genga.wan.training;

import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.TensorEntry;
import genga.wan.weights.Weights;
import genga.wan.weights.WeightsException;
import java.util.Map;
import java.util.Set;

/// Tensors in memory, seen as weights; whoever made them closes them.
record TensorWeights(Map<String, Tensor> tensors, String origin) implements Weights {
    @Override
    public Set<String> names() {
        return tensors.keySet();
    }

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
        // the tensors belong to the snapshot
    }
}
