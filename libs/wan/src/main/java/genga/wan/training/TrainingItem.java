package genga.wan.training;

import genga.wan.tensor.Tensor;
import java.util.Arrays;

/// One example: a latent, its caption's embedding and its place in the whole training, which decides noise and
/// timestep.
///
/// @param latent_CFHW fp32 or bf16
/// @param text_LD unpadded text embedding
/// @param number counted over all epochs from 0
public record TrainingItem(Tensor latent_CFHW, Tensor text_LD, long number) {
    public TrainingItem {
        long[] shape = latent_CFHW.shape();
        if (shape.length != 4) {
            throw new IllegalArgumentException(
                    "a training latent must be [16, frames, rows, columns], got " + Arrays.toString(shape));
        }
    }
}
