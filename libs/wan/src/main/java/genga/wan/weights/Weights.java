package genga.wan.weights;

import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.util.Map;
import java.util.Set;

/// Named tensors of a model, read in place.
///
/// Tensors handed out look at this object's memory: close every scope that holds one before closing the weights, and
/// never change one in place.
public interface Weights extends AutoCloseable {
    /// Names in file order.
    Set<String> names();

    /// Type, shape and place of one tensor; a missing name is an error that says where it was looked for.
    TensorEntry entry(String name);

    /// The tensor itself, on the CPU, without a copy.
    Tensor tensor(TensorScope scope, String name);

    /// The text metadata of the file, empty when there is none.
    Map<String, String> metadata();

    /// Where these weights come from, for messages.
    String origin();

    default boolean has(String name) {
        return names().contains(name);
    }

    default DType dtype(String name) {
        return entry(name).dtype();
    }

    default long[] shape(String name) {
        return entry(name).shape();
    }

    /// These weights without the prefix ComfyUI and some publishers put before every model key.
    default Weights withoutModelPrefix() {
        return StrippedWeights.of(this);
    }

    @Override
    void close();
}
