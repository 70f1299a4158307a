package genga.wan.vae;

import genga.wan.dataset.FrameCount;
import genga.wan.dataset.Resolution;
import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.lang.foreign.MemorySegment;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// Pictures grouped as the encoder takes them: the first alone, then four at a time, as `[1, 3, T, H, W]` from -1 to
/// 1.
final class FrameChunks implements Iterator<Tensor> {
    private static final int GROUP = 4;

    private final Iterator<RgbFrame> frames;
    private final TensorScope scope;
    private int taken;

    FrameChunks(Iterator<RgbFrame> frames, TensorScope scope) {
        this.frames = frames;
        this.scope = scope;
        if (!frames.hasNext()) {
            throw new IllegalArgumentException("the VAE needs at least one frame to encode, got none");
        }
    }

    @Override
    public boolean hasNext() {
        return frames.hasNext();
    }

    @Override
    public Tensor next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all frames are taken");
        }
        int wanted = taken == 0 ? 1 : GROUP;
        RgbFrame first = take();
        Resolution size = first.size();
        Latent.requireSides(size);
        byte[] rgb = new byte[wanted * first.rgb().length];
        System.arraycopy(first.rgb(), 0, rgb, 0, first.rgb().length);
        for (int i = 1; i < wanted; i++) {
            RgbFrame frame = take();
            if (!frame.size().equals(size)) {
                throw new IllegalArgumentException(
                        "frames of a clip must have one size, got %s after %s".formatted(frame.size(), size));
            }
            System.arraycopy(frame.rgb(), 0, rgb, i * frame.rgb().length, frame.rgb().length);
        }
        return pixels(rgb, wanted, size);
    }

    private RgbFrame take() {
        if (!frames.hasNext()) {
            throw FrameCount.refusal(taken);
        }
        taken++;
        return frames.next();
    }

    private Tensor pixels(byte[] rgb, int count, Resolution size) {
        try (TensorScope scratch = scope.child()) {
            Tensor rgb_THWC = Tensor.ofBytes(
                    scratch, MemorySegment.ofArray(rgb), DType.U8, count, size.height(), size.width(), 3);
            return scope.keep(VideoVae.script().call(scratch, "pixels", rgb_THWC));
        }
    }
}
