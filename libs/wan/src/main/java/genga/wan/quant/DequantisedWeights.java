package genga.wan.quant;

import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.Quantisation;
import genga.wan.weights.TensorEntry;
import genga.wan.weights.Weights;
import genga.wan.weights.WeightsException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A model stored in eight bits, seen in a type that can be computed with. Each weight is dequantised when it is asked
/// for; everything else is handed through, and the scales are hidden.
public final class DequantisedWeights implements Weights {
    private final Weights source;
    private final DType compute;
    private final Set<String> names;

    private DequantisedWeights(Weights source, DType compute) {
        this.source = source;
        this.compute = compute;
        this.names = source.names().stream()
                .filter(name -> !name.endsWith(Quantisation.SCALE))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// @param source weights whose scales are called `LAYER.scale_weight`, such as those of a recognised model file
    /// @param compute BF16, F16 or F32
    public static Weights of(Weights source, DType compute) {
        if (compute != DType.BF16 && compute != DType.F16 && compute != DType.F32) {
            throw new IllegalArgumentException(
                    "weights are dequantised to BF16, F16 or F32, not to " + compute.label());
        }
        boolean small = source.names().stream().anyMatch(name -> isSmall(source.dtype(name)));
        return small ? new DequantisedWeights(source, compute) : source;
    }

    private static boolean isSmall(DType type) {
        return type == DType.F8_E4M3 || type == DType.F8_E5M2 || type == DType.I8;
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(names);
    }

    /// Type and shape are those of the dequantised tensor; the place is that of the stored one.
    @Override
    public TensorEntry entry(String name) {
        TensorEntry stored = source.entry(name);
        return isSmall(stored.dtype())
                ? new TensorEntry(compute, stored.shape(), stored.begin(), stored.end())
                : stored;
    }

    @Override
    public Tensor tensor(TensorScope scope, String name) {
        if (!isSmall(source.dtype(name))) {
            return source.tensor(scope, name);
        }
        try (TensorScope scratch = scope.child()) {
            Tensor stored = source.tensor(scratch, name);
            String scale = Quantisation.scaleOf(name);
            if (source.has(scale)) {
                return new QuantisedLinear(stored, source.tensor(scratch, scale)).dequantise(scope, compute);
            }
            if (stored.dtype() == DType.I8) {
                throw new WeightsException("tensor %s in %s is int8 without the scale %s; get a complete file"
                        .formatted(name, source.origin(), scale));
            }
            return stored.to(scope, compute);
        }
    }

    @Override
    public Map<String, String> metadata() {
        return source.metadata();
    }

    @Override
    public String origin() {
        return source.origin();
    }

    @Override
    public void close() {
        source.close();
    }
}
