package genga.wan.vae;

import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.util.List;

/// What one stage remembers between the chunks of one clip: at most two frames for each of its convolutions.
final class StageMemory {
    private final TensorScope owner;
    private List<Tensor> caches = List.of();
    private boolean begun;

    /// @param owner lives as long as the clip
    StageMemory(TensorScope owner) {
        this.owner = owner;
    }

    List<Tensor> caches() {
        return caches;
    }

    void remember(List<Tensor> fresh) {
        caches.forEach(Tensor::close);
        caches = List.copyOf(fresh);
        caches.forEach(owner::keep);
    }

    /// True on the first call only.
    boolean begin() {
        boolean first = !begun;
        begun = true;
        return first;
    }
}
