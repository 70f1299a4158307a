package genga.wan.weights;

import genga.wan.tensor.DType;
import java.util.Arrays;

/// One tensor of a file: its type, shape and the range `[begin, end)` of its bytes in the data part.
public record TensorEntry(DType dtype, long[] shape, long begin, long end) {
    public TensorEntry {
        shape = shape.clone();
    }

    @Override
    public long[] shape() {
        return shape.clone();
    }

    public long bytes() {
        return end - begin;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TensorEntry(DType type, long[] extents, long from, long to)
                && type == dtype
                && Arrays.equals(extents, shape)
                && from == begin
                && to == end;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(shape) * 31 + Long.hashCode(begin);
    }

    @Override
    public String toString() {
        return dtype.label() + Arrays.toString(shape);
    }
}
