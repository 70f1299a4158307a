package genga.wan.adapter.form;

import genga.wan.transformer.TransformerShape;
import genga.wan.weights.Weights;
import java.util.LinkedHashMap;
import java.util.Map;

/// The model an adapter is for, as the adapter's reader needs it: the extents of its tensors, by original name.
///
/// @param title for messages
record AdapterTarget(String title, Map<String, long[]> tensors) {
    static AdapterTarget of(Weights base) {
        Map<String, long[]> tensors = new LinkedHashMap<>();
        base.names().forEach(name -> tensors.put(name, base.shape(name)));
        return new AdapterTarget(base.origin(), tensors);
    }

    static AdapterTarget of(TransformerShape shape) {
        String title = "a transformer of %d blocks and width %d".formatted(shape.blocks(), shape.width());
        return new AdapterTarget(title, shape.tensors());
    }

    boolean has(String tensor) {
        return tensors.containsKey(tensor);
    }

    long[] shape(String tensor) {
        return tensors.get(tensor).clone();
    }

    /// What tells its size from those of other models, for messages.
    String size() {
        long[] patch = tensors.get("patch_embedding.weight");
        return patch == null ? title : "width " + patch[0];
    }
}
