package genga.wan.weights;

import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Weights seen without the key prefix they were published under.
final class StrippedWeights implements Weights {
    private static final List<String> PREFIXES = List.of("model.diffusion_model.", "diffusion_model.");
    private static final String COMPILED = "_orig_mod.";

    private final Weights source;
    private final Map<String, String> originals;

    private StrippedWeights(Weights source, Map<String, String> originals) {
        this.source = source;
        this.originals = originals;
    }

    static Weights of(Weights source) {
        Map<String, String> originals = new LinkedHashMap<>();
        for (String name : source.names()) {
            String previous = originals.put(strip(name), name);
            if (previous != null) {
                throw new WeightsException("%s holds both %s and %s, which are one tensor without prefix"
                        .formatted(source.origin(), previous, name));
            }
        }
        return originals.keySet().equals(source.names()) ? source : new StrippedWeights(source, originals);
    }

    private static String strip(String name) {
        String bare = name.replace(COMPILED, "");
        for (String prefix : PREFIXES) {
            if (bare.startsWith(prefix)) {
                return bare.substring(prefix.length());
            }
        }
        return bare;
    }

    @Override
    public Set<String> names() {
        return originals.keySet();
    }

    @Override
    public TensorEntry entry(String name) {
        return source.entry(originals.getOrDefault(name, name));
    }

    @Override
    public Tensor tensor(TensorScope scope, String name) {
        return source.tensor(scope, originals.getOrDefault(name, name));
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
