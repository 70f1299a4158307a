package genga.wan.quant;

import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.Quantisation;
import genga.wan.weights.TensorEntry;
import genga.wan.weights.Weights;
import genga.wan.weights.WeightsException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A transformer's weights with the big ones quantised to fp8 when they are asked for: what musubi-tuner's
/// `--fp8_base --fp8_scaled` trains on. Adapters are merged before this, never after.
public final class QuantisedWeights implements Weights {
    private static final String WEIGHT = ".weight";

    /// Parts of names whose tensors keep their type (musubi-tuner, `wan/modules/model.py`).
    private static final List<String> KEPT = List.of(
            "norm",
            "patch_embedding",
            "text_embedding",
            "time_embedding",
            "time_projection",
            "head",
            "modulation",
            "img_emb");

    private final Weights source;
    private final Granularity granularity;
    private final Map<String, TensorEntry> entries = new LinkedHashMap<>();

    private QuantisedWeights(Weights source, Granularity granularity) {
        this.source = source;
        this.granularity = granularity;
        for (String name : source.names()) {
            TensorEntry stored = source.entry(name);
            if (quantises(name)) {
                entries.put(name, new TensorEntry(DType.F8_E4M3, stored.shape(), stored.begin(), stored.end()));
                entries.put(Quantisation.scaleOf(name), scaleEntry(stored));
            } else {
                entries.put(name, stored);
            }
        }
    }

    /// @param source weights of 16 or 32 bits
    public static QuantisedWeights of(Weights source, Granularity granularity) {
        for (String name : source.names()) {
            DType type = source.dtype(name);
            if (quantises(name) && type != DType.BF16 && type != DType.F16 && type != DType.F32) {
                throw new WeightsException("tensor %s in %s is %s already; expected BF16, F16 or F32: use it as it is"
                        .formatted(name, source.origin(), type.label()));
            }
        }
        return new QuantisedWeights(source, granularity);
    }

    /// True for the ten linear weights of every block and nothing else.
    public static boolean quantises(String name) {
        return name.contains("blocks") && name.endsWith(WEIGHT) && KEPT.stream().noneMatch(name::contains);
    }

    private TensorEntry scaleEntry(TensorEntry weight) {
        long[] shape = weight.shape();
        long[] scale = switch (granularity.fitting(shape)) {
            case BLOCK -> new long[] {shape[0], shape[1] / Granularity.COLUMNS, 1};
            case CHANNEL -> new long[] {shape[0], 1};
            case TENSOR -> new long[0];
        };
        return new TensorEntry(weight.dtype(), scale, weight.begin(), weight.begin());
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /// Type and shape are those of the quantised tensor; the place is that of the stored one.
    @Override
    public TensorEntry entry(String name) {
        TensorEntry entry = entries.get(name);
        return entry == null ? source.entry(name) : entry;
    }

    @Override
    public Tensor tensor(TensorScope scope, String name) {
        if (quantises(name)) {
            return quantised(scope, name).weight_OI();
        }
        String weight = name.endsWith(Quantisation.SCALE)
                ? name.substring(0, name.length() - Quantisation.SCALE.length()) + WEIGHT
                : name;
        return !source.has(name) && source.has(weight)
                ? quantised(scope, weight).scale()
                : source.tensor(scope, name);
    }

    /// Weight and scale of one layer at once.
    public QuantisedLinear quantised(TensorScope scope, String name) {
        try (TensorScope scratch = scope.child()) {
            return QuantisedLinear.fp8(scope, source.tensor(scratch, name), granularity);
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
