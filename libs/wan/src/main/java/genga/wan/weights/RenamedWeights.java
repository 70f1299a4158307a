package genga.wan.weights;

import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Weights seen under other names, without a copy; tensors the naming leaves out are hidden.
final class RenamedWeights implements Weights {
    private final Weights source;
    private final Map<String, String> originals;

    private RenamedWeights(Weights source, Map<String, String> originals) {
        this.source = source;
        this.originals = originals;
    }

    /// @param naming the new name of a tensor, or nothing to hide it
    static Weights of(Weights source, Function<String, Optional<String>> naming) {
        Map<String, String> originals = new LinkedHashMap<>();
        for (String name : source.names()) {
            naming.apply(name).ifPresent(renamed -> add(source, originals, renamed, name));
        }
        boolean same =
                originals.entrySet().stream().allMatch(pair -> pair.getKey().equals(pair.getValue()));
        return same && originals.size() == source.names().size() ? source : new RenamedWeights(source, originals);
    }

    private static void add(Weights source, Map<String, String> originals, String renamed, String name) {
        String previous = originals.put(renamed, name);
        if (previous != null) {
            throw new WeightsException("%s holds both %s and %s, which are one tensor, %s; remove one of them"
                    .formatted(source.origin(), previous, name, renamed));
        }
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(originals.keySet());
    }

    @Override
    public TensorEntry entry(String name) {
        return source.entry(original(name));
    }

    @Override
    public Tensor tensor(TensorScope scope, String name) {
        return source.tensor(scope, original(name));
    }

    /// A name that is not known here is looked for in the source as `name`, for a message that shows real keys.
    private String original(String name) {
        String original = originals.get(name);
        if (original == null && source.has(name)) {
            throw new WeightsException(
                    "tensor %s of %s is hidden: it goes by another name here".formatted(name, source.origin()));
        }
        return original == null ? name : original;
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
