package genga.wan.weights;

import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A model published in parts `NAME-00001-of-00006.safetensors`, seen as one.
final class ShardedWeights implements Weights {
    private static final Pattern PART = Pattern.compile("(.*)-(\\d{5})-of-(\\d{5})(\\.[A-Za-z]+)");
    private static final int MAX_PARTS = 999;

    private final Path path;
    private final List<Weights> parts;
    private final Map<String, Weights> owners = new LinkedHashMap<>();

    private ShardedWeights(Path path, List<Weights> parts) {
        this.path = path;
        this.parts = List.copyOf(parts);
        for (Weights part : parts) {
            for (String name : part.names()) {
                Weights previous = owners.put(name, part);
                if (previous != null) {
                    throw new WeightsException("tensor %s is in both %s and %s; do the parts belong together?"
                            .formatted(name, previous.origin(), part.origin()));
                }
            }
        }
    }

    static boolean isPart(Path path) {
        return PART.matcher(path.getFileName().toString()).matches();
    }

    /// Opens the whole set that `path`, any one of its parts, belongs to.
    static Weights open(Path path) {
        List<Weights> parts = new ArrayList<>();
        try {
            for (Path part : partsOf(path)) {
                parts.add(SafetensorsFile.open(part));
            }
            return new ShardedWeights(path, parts);
        } catch (RuntimeException e) {
            parts.forEach(Weights::close);
            throw e;
        }
    }

    /// All parts of the set that `path` belongs to, in order.
    static List<Path> partsOf(Path path) {
        Matcher name = PART.matcher(path.getFileName().toString());
        if (!name.matches()) {
            throw new IllegalArgumentException(path + " is not named like NAME-00001-of-00006.safetensors");
        }
        int count = Integer.parseInt(name.group(3));
        if (count < 1 || count > MAX_PARTS) {
            throw new WeightsException(
                    "%s claims to be one of %d parts; expected 1 to %d".formatted(path, count, MAX_PARTS));
        }
        List<Path> parts = new ArrayList<>();
        for (int part = 1; part <= count; part++) {
            Path file = path.resolveSibling("%s-%05d-of-%05d%s".formatted(name.group(1), part, count, name.group(4)));
            if (!Files.exists(file)) {
                throw new WeightsException(
                        "%s is missing: %s is one of %d parts and all must lie in one folder; fetch it"
                                .formatted(file, path.getFileName(), count));
            }
            parts.add(file);
        }
        return parts;
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(owners.keySet());
    }

    @Override
    public TensorEntry entry(String name) {
        return owner(name).entry(name);
    }

    @Override
    public Tensor tensor(TensorScope scope, String name) {
        return owner(name).tensor(scope, name);
    }

    private Weights owner(String name) {
        Weights owner = owners.get(name);
        if (owner == null) {
            throw new WeightsException("tensor %s is missing in the %d parts of %s, which hold %d tensors"
                    .formatted(name, parts.size(), path, owners.size()));
        }
        return owner;
    }

    @Override
    public Map<String, String> metadata() {
        Map<String, String> metadata = new TreeMap<>();
        parts.forEach(part -> metadata.putAll(part.metadata()));
        return Collections.unmodifiableMap(metadata);
    }

    @Override
    public String origin() {
        return path.toString();
    }

    @Override
    public void close() {
        parts.forEach(Weights::close);
    }
}
