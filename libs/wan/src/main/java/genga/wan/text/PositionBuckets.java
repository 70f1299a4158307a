package genga.wan.text;

import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.lang.foreign.MemorySegment;

/// The relative position buckets of UMT5: 32, half of them for keys after the query; exact to distance 7, logarithmic
/// to 128 (Wan2.1 `wan/modules/t5.py`, T5RelativeEmbedding).
final class PositionBuckets {
    private static final int HALF = 16;
    private static final int EXACT = 8;
    private static final double FARTHEST = 128;

    private PositionBuckets() {}

    /// Buckets of the distances key - query from `1 - length` to `length - 1`.
    static Tensor of(TensorScope scope, int length) {
        long[] buckets = new long[2 * length - 1];
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = bucket(i - (length - 1));
        }
        return Tensor.ofBytes(scope, MemorySegment.ofArray(buckets), DType.I64, buckets.length);
    }

    static long bucket(int distance) {
        int side = distance > 0 ? HALF : 0;
        int far = Math.abs(distance);
        if (far < EXACT) {
            return side + (long) far;
        }
        int logarithmic = EXACT + (int) (Math.log(far / (double) EXACT) / Math.log(FARTHEST / EXACT) * (HALF - EXACT));
        return side + (long) Math.min(HALF - 1, logarithmic);
    }
}
