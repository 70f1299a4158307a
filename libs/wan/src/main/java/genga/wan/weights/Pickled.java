package genga.wan.weights;

import genga.wan.tensor.DType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a state dictionary's pickle can hold; nothing here can run.
sealed interface Pickled {
    /// None, a flag, a number or a text.
    record Scalar(Object value) implements Pickled {}

    record Tuple(List<Pickled> items) implements Pickled {
        public Tuple {
            items = List.copyOf(items);
        }
    }

    /// A list; it grows while the pickle is read.
    record Sequence(List<Pickled> items) implements Pickled {
        public Sequence() {
            this(new ArrayList<>());
        }
    }

    /// A dictionary; it grows while the pickle is read. Identity, not content, tells two apart: one may hold itself.
    final class Table implements Pickled {
        final Map<Object, Pickled> items = new LinkedHashMap<>();
    }

    /// One of the names [PickleGlobal] allows.
    record Name(PickleGlobal global) implements Pickled {}

    /// Elements of one type in the archive member `data/KEY`.
    record Storage(DType dtype, String key, long elements) implements Pickled {}

    record TensorView(Storage storage, DType dtype, long offset, long[] shape, long[] strides) implements Pickled {}

    /// The mark that opens a group of items on the machine's stack.
    record Mark() implements Pickled {}
}
