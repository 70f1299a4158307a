package genga.wan.adapter.form;

import genga.wan.adapter.AdapterStrength;
import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.TensorEntry;
import genga.wan.weights.Weights;
import genga.wan.weights.WeightsException;
import java.util.Map;
import java.util.Set;

/// A base model with an adapter's changes in it, computed in fp32 tensor by tensor when asked for.
final class MergedWeights implements Weights {
    private final Weights base;
    private final Map<String, ModuleChange> changes;
    private final AdapterStrength strength;

    MergedWeights(Weights base, Map<String, ModuleChange> changes, AdapterStrength strength) {
        for (String name : changes.keySet()) {
            DType type = base.dtype(name);
            if (type != DType.F32 && type != DType.BF16 && type != DType.F16) {
                throw new WeightsException(
                        "tensor %s in %s is %s; merge adapters before quantising, or into a view that"
                                        .formatted(name, base.origin(), type.label())
                                + " dequantises");
            }
        }
        this.base = base;
        this.changes = Map.copyOf(changes);
        this.strength = strength;
    }

    @Override
    public Set<String> names() {
        return base.names();
    }

    @Override
    public TensorEntry entry(String name) {
        return base.entry(name);
    }

    @Override
    public Tensor tensor(TensorScope scope, String name) {
        if (!changes.containsKey(name)) {
            return base.tensor(scope, name);
        }
        try (TensorScope scratch = scope.child()) {
            return exact(scratch, name).to(scope, base.dtype(name));
        }
    }

    /// In fp32, with the changes of all adapters below this one, so that the sum is rounded once.
    private Tensor exact(TensorScope scope, String name) {
        Tensor weight = base instanceof MergedWeights below ? below.exact(scope, name) : base.tensor(scope, name);
        Tensor wide = weight.to(scope, DType.F32);
        ModuleChange change = changes.get(name);
        return change == null ? wide : change.merged(scope, wide, strength.on(name));
    }

    @Override
    public Map<String, String> metadata() {
        return base.metadata();
    }

    @Override
    public String origin() {
        return base.origin();
    }

    @Override
    public void close() {
        base.close();
    }
}
