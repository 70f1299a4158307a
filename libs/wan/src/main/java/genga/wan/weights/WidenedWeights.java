package genga.wan.weights;

import genga.wan.tensor.DType;
import genga.wan.tensor.Script;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// A model stored in eight bits, with weights seen in a type that can be computed with: each is widened when it is
/// asked for. Their scales are hidden; everything else is handed through.
public final class WidenedWeights implements Weights {
    private static final Script SCRIPT = Script.load("quant");

    private final Weights source;
    private final DType compute;
    private final Set<String> widened;
    private final Set<String> names;

    private WidenedWeights(Weights source, DType compute, Set<String> widened) {
        this.source = source;
        this.compute = compute;
        this.widened = widened;
        this.names = new LinkedHashSet<>(source.names());
        widened.stream().map(Quantisation::scaleOf).forEach(names::remove);
    }

    /// @param source weights whose scales are called `LAYER.scale_weight`, such as those of a recognised model file
    /// @param compute BF16, F16 or F32
    /// @param which the names to widen; others stay as they are stored, with their scales
    public static Weights of(Weights source, DType compute, Predicate<String> which) {
        if (compute != DType.BF16 && compute != DType.F16 && compute != DType.F32) {
            throw new IllegalArgumentException("weights are widened to BF16, F16 or F32, not to " + compute.label());
        }
        Set<String> widened = source.names().stream()
                .filter(which)
                .filter(name -> isSmall(source.dtype(name)))
                .collect(Collectors.toSet());
        return widened.isEmpty() ? source : new WidenedWeights(source, compute, widened);
    }

    private static boolean isSmall(DType type) {
        return type == DType.F8_E4M3 || type == DType.F8_E5M2 || type == DType.I8;
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(names);
    }

    /// Type and shape are those of the widened tensor; the place is that of the stored one.
    @Override
    public TensorEntry entry(String name) {
        TensorEntry stored = source.entry(name);
        return widened.contains(name) ? new TensorEntry(compute, stored.shape(), stored.begin(), stored.end()) : stored;
    }

    @Override
    public Tensor tensor(TensorScope scope, String name) {
        if (!widened.contains(name)) {
            return source.tensor(scope, name);
        }
        String scale = Quantisation.scaleOf(name);
        requireScale(name, scale);
        try (TensorScope scratch = scope.child()) {
            Tensor stored = source.tensor(scratch, name);
            return source.has(scale)
                    ? SCRIPT.call(scope, "dequantise", stored, source.tensor(scratch, scale), compute.code())
                    : stored.to(scope, compute);
        }
    }

    private void requireScale(String name, String scale) {
        if (source.has(scale)) {
            if (!Quantisation.fits(source.shape(name), source.shape(scale))) {
                throw new WeightsException(
                        "tensor %s in %s: expected one scale, one per row or one per row and block of columns of %s, found %s"
                                .formatted(scale, source.origin(), source.entry(name), source.entry(scale)));
            }
        } else if (source.dtype(name) == DType.I8) {
            throw new WeightsException("tensor %s in %s is int8 without the scale %s; get a complete file"
                    .formatted(name, source.origin(), scale));
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
