package genga.media;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Pictures for the dataset: frames of a clip, or a still, at the size of a bucket.
public final class FrameSource {
    /// A run of consecutive decoded frames.
    ///
    /// @param from first frame, counted from 0
    /// @param length how many, at least 1
    public record Window(int from, int length) {
        public Window {
            if (from < 0 || length < 1) {
                throw new IllegalArgumentException(
                        "a window starts at 0 or later and has 1 frame or more, got [%d, +%d)".formatted(from, length));
            }
        }
    }

    private FrameSource() {}

    /// Hands over the frames of `window` one after the other, covering `bucket` and centre-cropped.
    ///
    /// @throws UnreadableMedia when the clip has fewer decodable frames than the window asks for
    public static void frames(Path clip, Window window, FrameSize bucket, Consumer<RgbFrame> taker) {
        try (VideoReader reader = VideoReader.open(clip)) {
            for (int frame = 0; frame < window.from() + window.length(); frame++) {
                if (!reader.advance()) {
                    throw new UnreadableMedia(
                            "clip " + clip.getFileName(),
                            "at least %d decodable frames".formatted(window.from() + window.length()),
                            Integer.toString(frame));
                }
                if (frame >= window.from()) {
                    taker.accept(Resampling.cover(reader.picture(), bucket));
                }
            }
        }
    }

    /// The frames of [#frames(Path, Window, FrameSize, Consumer)] as a list.
    public static List<RgbFrame> frames(Path clip, Window window, FrameSize bucket) {
        List<RgbFrame> frames = new ArrayList<>(window.length());
        frames(clip, window, bucket, frames::add);
        return List.copyOf(frames);
    }

    /// A still picture at its own size.
    ///
    /// @throws UnreadableMedia when the file is no PNG, JPEG, WebP or BMP that decodes
    public static RgbFrame still(Path picture) {
        try (VideoReader reader = VideoReader.open(picture, MediaKind.STILL, Optional.empty(), Decoding.FAITHFUL)) {
            if (!reader.advance()) {
                throw new UnreadableMedia("picture", MediaKind.STILL.expected(), "one that does not decode");
            }
            return reader.picture();
        }
    }
}
