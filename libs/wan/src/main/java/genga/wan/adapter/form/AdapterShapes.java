package genga.wan.adapter.form;

import genga.wan.tensor.Tensor;
import genga.wan.weights.WeightsException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Checks that an adapter's tensors fit the base model's: an adapter for another size is refused here.
final class AdapterShapes {
    private final String origin;
    private final AdapterTarget target;
    private final String module;
    private final Map<AdapterPart, Tensor> held;
    private final UnaryOperator<String> keys;

    private AdapterShapes(
            String origin,
            AdapterTarget target,
            String module,
            Map<AdapterPart, Tensor> held,
            UnaryOperator<String> keys) {
        this.origin = origin;
        this.target = target;
        this.module = module;
        this.held = held;
        this.keys = keys;
    }

    /// @param keys the file's own key of a module and kohya's suffix, for messages
    static void check(
            String origin,
            AdapterTarget target,
            String module,
            Map<AdapterPart, Tensor> held,
            UnaryOperator<String> keys) {
        AdapterShapes shapes = new AdapterShapes(origin, target, module, held, keys);
        shapes.checkOneKind();
        held.forEach((part, tensor) -> shapes.check(part));
    }

    private void check(AdapterPart part) {
        String tensor = part == AdapterPart.BIAS_DIFFERENCE
                ? module + ".bias"
                : target.has(module) ? module : module + ".weight";
        if (!target.has(tensor)) {
            throw new WeightsException("adapter %s: %s changes %s, which %s does not have; is it an adapter for another"
                            .formatted(origin, keys.apply(module + part.suffix()), tensor, target.title())
                    + " model?");
        }
        long[] shape = target.shape(tensor);
        long out = shape.length == 0 ? 1 : shape[0];
        long in = out == 0 ? 0 : elements(shape) / out;
        switch (part) {
            case DOWN -> expect(part, rank(AdapterPart.DOWN, 0), in);
            case UP -> expect(part, out, rank(AdapterPart.DOWN, 0));
            case HADAMARD_1A -> expect(part, out, rank(AdapterPart.HADAMARD_1B, 0));
            case HADAMARD_1B -> expect(part, rank(AdapterPart.HADAMARD_1B, 0), in);
            case HADAMARD_2A -> expect(part, out, rank(AdapterPart.HADAMARD_2B, 0));
            case HADAMARD_2B -> expect(part, rank(AdapterPart.HADAMARD_2B, 0), in);
            case DIFFERENCE, BIAS_DIFFERENCE, MODULATION_DIFFERENCE -> expectCount(part, elements(shape), shape);
            case MAGNITUDE -> expectMagnitude(out, in);
            case ALPHA -> expectCount(part, 1);
            case KRONECKER_1, KRONECKER_1A -> expectProduct(out, in);
            case KRONECKER_1B, KRONECKER_2, KRONECKER_2A, KRONECKER_2B -> checkPartner(part);
        }
    }

    private static long elements(long... shape) {
        long count = 1;
        for (long extent : shape) {
            count *= extent;
        }
        return count;
    }

    /// A weight is changed in one way: low-rank, Hadamard, Kronecker or by a difference.
    private void checkOneKind() {
        List<Predicate<AdapterPart>> kinds = List.of(
                AdapterPart::isLowRank, AdapterPart::isHadamard, AdapterPart::isKronecker, AdapterPart::isDifference);
        long found = kinds.stream()
                .filter(kind -> held.keySet().stream().anyMatch(kind))
                .count();
        if (found > 1) {
            throw new WeightsException("adapter %s: %s is changed in several ways, %s; expected one"
                    .formatted(
                            origin,
                            module,
                            held.keySet().stream().map(AdapterPart::suffix).toList()));
        }
    }

    private long rank(AdapterPart part, int axis) {
        if (!held.containsKey(part)) {
            throw new ModuleChange.IncompleteModule(part);
        }
        long[] shape = held.get(part).shape();
        return shape.length > axis ? shape[axis] : 0;
    }

    /// A matrix, or a convolution whose other axes multiply to the columns.
    private void expect(AdapterPart part, long rows, long columns) {
        long[] found = held.get(part).shape();
        if (rows == 0 || found.length < 2 || found[0] != rows || elements(found) != rows * columns) {
            throw wrong(part, "[%d, %d]".formatted(rows, columns));
        }
    }

    private void expectCount(AdapterPart part, long count, long... shape) {
        if (held.get(part).elements() != count) {
            throw wrong(part, Arrays.toString(shape));
        }
    }

    private void expectMagnitude(long out, long in) {
        long found = held.get(AdapterPart.MAGNITUDE).elements();
        if (found != out && found != in) {
            throw wrong(AdapterPart.MAGNITUDE, "%d or %d values".formatted(out, in));
        }
    }

    private void checkPartner(AdapterPart part) {
        if (held.get(part).shape().length < 2) {
            throw wrong(part, "a matrix");
        }
    }

    private void expectProduct(long out, long in) {
        AdapterPart first =
                held.containsKey(AdapterPart.KRONECKER_1) ? AdapterPart.KRONECKER_1 : AdapterPart.KRONECKER_1A;
        long rows = rows(AdapterPart.KRONECKER_1, AdapterPart.KRONECKER_1A)
                * rows(AdapterPart.KRONECKER_2, AdapterPart.KRONECKER_2A);
        long columns = columns(AdapterPart.KRONECKER_1, AdapterPart.KRONECKER_1B)
                * columns(AdapterPart.KRONECKER_2, AdapterPart.KRONECKER_2B);
        if (rows != out || columns != in) {
            throw wrong(first, "factors whose product is [%d, %d]".formatted(out, in));
        }
    }

    private long rows(AdapterPart whole, AdapterPart part) {
        return rank(held.containsKey(whole) ? whole : part, 0);
    }

    private long columns(AdapterPart whole, AdapterPart part) {
        return rank(held.containsKey(whole) ? whole : part, 1);
    }

    private WeightsException wrong(AdapterPart part, String expected) {
        return new WeightsException("tensor %s in %s: expected %s, found %s; is this an adapter for a model of another"
                        .formatted(keys.apply(module + part.suffix()), origin, expected, held.get(part))
                + " size than " + target.size() + "?");
    }
}
