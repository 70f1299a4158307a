package genga.wan.weights;

import genga.wan.tensor.DType;
import genga.wan.weights.Pickled.Name;
import genga.wan.weights.Pickled.Scalar;
import genga.wan.weights.Pickled.Sequence;
import genga.wan.weights.Pickled.Storage;
import genga.wan.weights.Pickled.Table;
import genga.wan.weights.Pickled.TensorView;
import genga.wan.weights.Pickled.Tuple;
import java.util.List;

/// What the allowed names of a weights pickle mean (torch 2.13, `torch/_utils.py` and `torch/serialization.py`).
final class TorchCall {
    private TorchCall() {}

    /// The value a call of an allowed name stands for.
    static Pickled apply(PickleGlobal global, List<Pickled> arguments) {
        return switch (global.act()) {
            case DICTIONARY -> dictionary(arguments);
            case TENSOR -> tensor(arguments, 6, storageType(arguments));
            case TYPED_TENSOR -> tensor(arguments, 7, type(arguments, 6));
            case PARAMETER -> argument(arguments, 0, 3);
            case SIZE -> argument(arguments, 0, 1);
            case STORAGE, TYPE ->
                throw new WeightsException("its pickle calls a type; expected tensors and dictionaries only");
        };
    }

    private static Table dictionary(List<Pickled> arguments) {
        Table table = new Table();
        if (arguments.isEmpty()) {
            return table;
        }
        if (arguments.size() != 1 || !(arguments.getFirst() instanceof Sequence(List<Pickled> pairs))) {
            throw new WeightsException("its pickle makes an OrderedDict of something that is no list of pairs");
        }
        for (Pickled pair : pairs) {
            if (table.items.put(text(items(pair).getFirst()), items(pair).getLast()) != null) {
                throw new WeightsException(
                        "its pickle has the key " + text(items(pair).getFirst()) + " twice");
            }
        }
        return table;
    }

    /// `("storage", type, key, device, elements)`.
    static Storage storage(Pickled reference) {
        List<Pickled> parts = items(reference);
        if (parts.size() != 5
                || !text(parts.getFirst()).equals("storage")
                || !(parts.get(1) instanceof Name(PickleGlobal global))
                || global.act() != PickleGlobal.Act.STORAGE) {
            throw new WeightsException("its pickle refers to something that is no storage");
        }
        return new Storage(global.dtype().orElseThrow(), text(parts.get(2)), number(parts.get(4)));
    }

    private static DType storageType(List<Pickled> arguments) {
        return storageOf(arguments).dtype();
    }

    private static DType type(List<Pickled> arguments, int index) {
        if (!(argument(arguments, index, index + 1) instanceof Name(PickleGlobal global))
                || global.act() != PickleGlobal.Act.TYPE) {
            throw new WeightsException("its pickle has a tensor without a known type");
        }
        return global.dtype().orElseThrow();
    }

    private static Storage storageOf(List<Pickled> arguments) {
        if (!(argument(arguments, 0, 1) instanceof Storage storage)) {
            throw new WeightsException("its pickle has a tensor without a storage");
        }
        return storage;
    }

    /// `(storage, offset, shape, strides, requires_grad, hooks, ...)`.
    private static TensorView tensor(List<Pickled> arguments, int least, DType dtype) {
        argument(arguments, least - 1, least);
        long[] shape = numbers(arguments.get(2));
        long[] strides = numbers(arguments.get(3));
        if (shape.length != strides.length) {
            throw new WeightsException(
                    "its pickle has a tensor of %d axes and %d strides".formatted(shape.length, strides.length));
        }
        return new TensorView(storageOf(arguments), dtype, number(arguments.get(1)), shape, strides);
    }

    private static Pickled argument(List<Pickled> arguments, int index, int least) {
        if (arguments.size() < least) {
            throw new WeightsException("its pickle makes a tensor of %d arguments; expected at least %d"
                    .formatted(arguments.size(), least));
        }
        return arguments.get(index);
    }

    private static List<Pickled> items(Pickled value) {
        if (value instanceof Tuple(List<Pickled> items) && !items.isEmpty()) {
            return items;
        }
        throw new WeightsException("its pickle has something else where a tuple belongs");
    }

    static String text(Pickled value) {
        if (value instanceof Scalar(Object scalar) && scalar instanceof String text) {
            return text;
        }
        throw new WeightsException("its pickle has something else where a text belongs");
    }

    private static long number(Pickled value) {
        if (value instanceof Scalar(Object scalar) && scalar instanceof Long number && number >= 0) {
            return number;
        }
        throw new WeightsException("its pickle has something else where a count belongs");
    }

    private static long[] numbers(Pickled value) {
        if (value instanceof Tuple(List<Pickled> items)) {
            return items.stream().mapToLong(TorchCall::number).toArray();
        }
        throw new WeightsException("its pickle has a tensor whose shape is no tuple");
    }
}
