package genga.wan.adapter;

import genga.wan.adapter.LoraKeys.Part;
import genga.wan.adapter.LoraKeys.Place;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.BlockLinear;
import genga.wan.transformer.TransformerShape;
import genga.wan.weights.SafetensorsFile;
import genga.wan.weights.Weights;
import genga.wan.weights.WeightsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads adapter files whatever their key style, and refuses what does not fit the model.
final class LoraReader {
    private final TransformerShape shape;
    private final LoraKeys keys;

    LoraReader(TransformerShape shape) {
        this.shape = shape;
        this.keys = new LoraKeys(shape);
    }

    LoraAdapter read(Path file) {
        try (Weights weights = SafetensorsFile.open(file)) {
            List<String> unused = new ArrayList<>();
            Map<String, Map<Part, String>> found = group(weights, unused);
            if (found.isEmpty()) {
                throw noMatch(weights);
            }
            TensorScope scope = TensorScope.open();
            try {
                return new LoraAdapter(scope, load(scope, weights, found), weights.metadata(), unused);
            } catch (RuntimeException e) {
                scope.close();
                throw e;
            }
        }
    }

    private Map<String, Map<Part, String>> group(Weights weights, List<String> unused) {
        Map<String, Map<Part, String>> found = new LinkedHashMap<>();
        for (String key : weights.names()) {
            Optional<Place> place = keys.place(key);
            if (place.isEmpty()) {
                unused.add(key);
                continue;
            }
            String twin = found.computeIfAbsent(place.get().module(), name -> new EnumMap<>(Part.class))
                    .put(place.get().part(), key);
            if (twin != null) {
                throw new WeightsException(
                        "adapter %s: %s and %s stand for the same tensor".formatted(weights.origin(), twin, key));
            }
        }
        return found;
    }

    private WeightsException noMatch(Weights weights) {
        String first = weights.names().stream().findFirst().orElse("nothing");
        return new WeightsException(
                "adapter %s: none of its %d keys belongs to a transformer of %d blocks (the first is %s); is it"
                                .formatted(weights.origin(), weights.names().size(), shape.blocks(), first)
                        + " an adapter for another model?");
    }

    private Map<String, LoraModule> load(TensorScope scope, Weights weights, Map<String, Map<Part, String>> found) {
        Map<String, LoraModule> modules = new LinkedHashMap<>();
        for (int block = 0; block < shape.blocks(); block++) {
            for (BlockLinear linear : BlockLinear.ALL) {
                Map<Part, String> parts = found.get(linear.module(block));
                if (parts != null) {
                    modules.put(linear.module(block), module(scope, weights, linear, parts));
                }
            }
        }
        return modules;
    }

    private LoraModule module(TensorScope scope, Weights weights, BlockLinear linear, Map<Part, String> parts) {
        String down = required(weights, parts, Part.DOWN);
        String up = required(weights, parts, Part.UP);
        long[] downShape = weights.shape(down);
        long rank = downShape.length == 0 ? 0 : downShape[0];
        expect(weights, down, rank, shape.inputs(linear));
        expect(weights, up, shape.outputs(linear), rank);
        double alpha = rank;
        if (parts.containsKey(Part.ALPHA)) {
            try (TensorScope scratch = scope.child()) {
                alpha = weights.tensor(scratch, parts.get(Part.ALPHA)).toFloats()[0];
            }
        }
        return new LoraModule(copy(scope, weights, down), copy(scope, weights, up), alpha);
    }

    private static Tensor copy(TensorScope scope, Weights weights, String name) {
        try (TensorScope scratch = scope.child()) {
            return weights.tensor(scratch, name).copy(scope);
        }
    }

    private static String required(Weights weights, Map<Part, String> parts, Part part) {
        String key = parts.get(part);
        if (key == null) {
            throw new WeightsException("adapter %s: %s has no partner with the %s factor"
                    .formatted(weights.origin(), parts.values().iterator().next(), part == Part.UP ? "up" : "down"));
        }
        return key;
    }

    private void expect(Weights weights, String name, long rows, long columns) {
        long[] found = weights.shape(name);
        if (found.length != 2 || found[0] != rows || found[1] != columns || rows == 0) {
            throw new WeightsException("tensor %s in %s: expected [%d, %d], found %s; is this an adapter for a model"
                            .formatted(name, weights.origin(), rows, columns, Arrays.toString(found))
                    + " of another size than width " + shape.width() + "?");
        }
    }
}
