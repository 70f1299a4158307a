package genga.wan.tensor;

import java.util.List;

/// Copies within the call.
final class PlainCopyLane implements CopyLane {
    @Override
    public List<Tensor> home(List<Tensor> weights, TensorScope scope) {
        return weights;
    }

    @Override
    public Arrival copy(List<Tensor> from, List<Tensor> into) {
        for (int i = 0; i < from.size(); i++) {
            CoreScript.get().callVoid("overwrite", into.get(i), from.get(i));
        }
        return () -> {};
    }

    @Override
    public void close() {
        // holds nothing
    }
}
