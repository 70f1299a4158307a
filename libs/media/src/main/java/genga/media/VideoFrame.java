package genga.media;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_clone;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/// A picture in native memory, in whatever form its source gave it. It changes under your hands when its source steps
/// on; [#keep] makes one that stays until it is closed.
public final class VideoFrame implements AutoCloseable {
    private final AVFrame raw;

    VideoFrame(AVFrame raw) {
        this.raw = raw;
    }

    AVFrame raw() {
        return raw;
    }

    /// As stored, before rotation and pixel shape.
    public FrameSize size() {
        return new FrameSize(raw.width(), raw.height());
    }

    /// The same picture, not copied, kept alive until it is closed.
    public VideoFrame keep() {
        return new VideoFrame(av_frame_clone(raw));
    }

    /// To be called on kept frames only.
    @Override
    public void close() {
        av_frame_free(raw);
    }
}
