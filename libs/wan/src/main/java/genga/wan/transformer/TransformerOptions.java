package genga.wan.transformer;

import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import java.util.Optional;

/// How a transformer is put to work.
///
/// @param device where it computes
/// @param compute type of the big products; empty takes the type the weights are stored in
/// @param textLength rows every text embedding is padded to with zeros: 512
/// @param swapped how many blocks stay in main memory and are brought to the device when their turn comes
public record TransformerOptions(Device device, Optional<DType> compute, int textLength, int swapped) {
    /// Rows of text all published Wan2.1 models are trained with.
    public static final int TEXT_LENGTH = 512;

    public TransformerOptions {
        if (textLength <= 0) {
            throw new IllegalArgumentException("text length must be positive, got " + textLength);
        }
        if (swapped < 0) {
            throw new IllegalArgumentException("the number of swapped blocks must be 0 or more, got " + swapped);
        }
        compute.filter(type -> type != DType.F32 && type != DType.BF16 && type != DType.F16)
                .ifPresent(type -> {
                    throw new IllegalArgumentException(
                            "a transformer computes in F32, BF16 or F16, not in " + type.label());
                });
    }

    /// In the type the weights are stored in, with 512 rows of text and no block swapped.
    public static TransformerOptions on(Device device) {
        return new TransformerOptions(device, Optional.empty(), TEXT_LENGTH, 0);
    }

    public TransformerOptions computingIn(DType type) {
        return new TransformerOptions(device, Optional.of(type), textLength, swapped);
    }

    public TransformerOptions withTextLength(int rows) {
        return new TransformerOptions(device, compute, rows, swapped);
    }

    /// With `blocks` of the blocks swapped; see [BlockRing].
    public TransformerOptions swapping(int blocks) {
        return new TransformerOptions(device, compute, textLength, blocks);
    }
}
