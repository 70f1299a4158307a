package genga.wan.transformer;

import genga.wan.tensor.Tensor;
import java.util.List;

/// A prompt made ready for every block and every step: it depends on the text and the side branches only, so it is
/// computed once and used for a whole render.
///
/// @param text_BLD embedded text, padded
/// @param keys per block the keys and values of cross-attention `[B, L, H, 128]`
/// @param branches the adapters in use, which the blocks must share with the keys
public record Conditioning(Tensor text_BLD, List<List<Tensor>> keys, SideBranches branches) {
    public Conditioning {
        keys = List.copyOf(keys);
    }
}
