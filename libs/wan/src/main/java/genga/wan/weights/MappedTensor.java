package genga.wan.weights;

import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.lang.foreign.MemorySegment;

/// Makes tensors of file ranges.
final class MappedTensor {
    private MappedTensor() {}

    /// A tensor over the mapped bytes themselves; a copy only where they begin at an address their type may not have,
    /// which writers that do not pad their headers bring about.
    static Tensor of(TensorScope scope, MemorySegment bytes, TensorEntry entry) {
        boolean aligned = bytes.address() % entry.dtype().bytes() == 0;
        return aligned
                ? Tensor.ofBlob(scope, bytes, entry.dtype(), entry.shape())
                : Tensor.ofBytes(scope, bytes, entry.dtype(), entry.shape());
    }
}
