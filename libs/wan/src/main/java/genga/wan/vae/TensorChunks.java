package genga.wan.vae;

import genga.wan.dataset.FrameCount;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// A video tensor `[1, 3, T, H, W]` cut as the encoder takes it: the first frame alone, then four at a time.
final class TensorChunks implements Iterator<Tensor> {
    private static final int GROUP = 4;

    private final Tensor video;
    private final TensorScope scope;
    private final FrameCount frames;
    private int next;

    TensorChunks(Tensor video, TensorScope scope) {
        this.video = video;
        this.scope = scope;
        this.frames = new FrameCount((int) video.size(2));
    }

    @Override
    public boolean hasNext() {
        return next < frames.value();
    }

    @Override
    public Tensor next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all frames are taken");
        }
        int end = next == 0 ? 1 : next + GROUP;
        Tensor chunk = VideoVae.script().call(scope, "frames", video, next, end);
        next = end;
        return chunk;
    }
}
