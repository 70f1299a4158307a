package genga.wan.vae;

import java.util.ArrayList;
import java.util.List;

/// How a latent is cut into square tiles that overlap, so that the VAE's memory does not grow with the picture.
///
/// A tile begins every `stride` cells; the last one is moved back to end with the latent, so all tiles have one size.
/// Where tiles overlap they are blended: the weight of a tile rises by `1 / border` per cell from its edge, with
/// `border = size - stride`, except at the edges of the picture; a corner has the smaller of its two weights.
/// (Blending as in DiffSynth-Studio and kijai/ComfyUI-WanVideoWrapper, `wan_video_vae.py`; the moved last tile is
/// ours.)
///
/// @param size cells of a tile's side; a cell is 8 pixels
/// @param stride cells from one tile to the next, at most `size`
public record VaeTiling(int size, int stride) {
    public VaeTiling {
        if (stride < 1 || size < stride) {
            throw new IllegalArgumentException(
                    "a tiling needs a stride of 1 or more and a size of at least the stride, got %d and %d"
                            .formatted(size, stride));
        }
    }

    /// Tiles of 48 cells (384 pixels), 36 apart: 12 cells (96 pixels) of overlap. The usual 34 cells 16 to 18 apart
    /// compute every pixel about four times; these, twice at most sizes.
    public static VaeTiling usual() {
        return new VaeTiling(48, 36);
    }

    /// Cells along one axis.
    record Span(int begin, int end) {
        int length() {
            return end - begin;
        }
    }

    /// The tiles along an axis of `extent` cells, in order; one alone where a tile is enough.
    List<Span> spans(int extent) {
        List<Span> spans = new ArrayList<>();
        for (int begin = 0; begin + size < extent; begin += stride) {
            spans.add(new Span(begin, begin + size));
        }
        spans.add(new Span(Math.max(0, extent - size), extent));
        return spans;
    }

    /// Weights of a tile along one axis, `scale` values per cell.
    float[] ramp(Span span, int extent, int scale) {
        float[] weights = new float[span.length() * scale];
        float border = (size - stride) * scale;
        for (int i = 0; i < weights.length; i++) {
            float fromBegin = span.begin() == 0 || border == 0 ? 1 : (i + 1) / border;
            float fromEnd = span.end() == extent || border == 0 ? 1 : (weights.length - i) / border;
            weights[i] = Math.min(1, Math.min(fromBegin, fromEnd));
        }
        return weights;
    }

    /// True when a latent of these sides needs more than one tile.
    boolean cuts(int height, int width) {
        return height > size || width > size;
    }
}
