package genga.wan.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/// Element types of tensors: the name a safetensors header uses, libtorch's number for it and the bytes of one
/// element.
///
/// Numbers: `c10/core/ScalarType.h` of libtorch 2.7.1.
public enum DType {
    F32("F32", 6, 4),
    F16("F16", 5, 2),
    BF16("BF16", 15, 2),
    F8_E4M3("F8_E4M3", 24, 1),
    F8_E5M2("F8_E5M2", 23, 1),
    F64("F64", 7, 8),
    U8("U8", 0, 1),
    I8("I8", 1, 1),
    I16("I16", 2, 2),
    I32("I32", 3, 4),
    I64("I64", 4, 8),
    U16("U16", 27, 2),
    U32("U32", 28, 4),
    U64("U64", 29, 8),
    BOOL("BOOL", 11, 1);

    private final String label;
    private final int code;
    private final int bytes;

    DType(String label, int code, int bytes) {
        this.label = label;
        this.code = code;
        this.bytes = bytes;
    }

    /// The name used in safetensors headers, such as `BF16`.
    public String label() {
        return label;
    }

    /// libtorch's `ScalarType` number, the `dtype` argument of scripts.
    public int code() {
        return code;
    }

    /// Bytes of one element.
    public int bytes() {
        return bytes;
    }

    /// Bytes of a dense tensor of this type; an overflow is an error.
    public long bytesOf(long... shape) {
        long count = bytes;
        for (long extent : shape) {
            if (extent < 0) {
                throw new IllegalArgumentException("a shape must not be negative, got " + Arrays.toString(shape));
            }
            count = Math.multiplyExact(count, extent);
        }
        return count;
    }

    /// True for the types gradients and linear layers can use.
    public boolean isFloating() {
        return switch (this) {
            case F32, F16, BF16, F8_E4M3, F8_E5M2, F64 -> true;
            case U8, I8, I16, I32, I64, U16, U32, U64, BOOL -> false;
        };
    }

    /// The type a safetensors header calls `label`.
    public static DType ofLabel(String label) {
        for (DType type : values()) {
            if (type.label.equals(label)) {
                return type;
            }
        }
        String known = Arrays.stream(values()).map(DType::label).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("dtype " + label + " is unknown; expected one of " + known);
    }

    static DType ofCode(int code) {
        for (DType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new TensorException("libtorch dtype number " + code + " has no name here");
    }
}
