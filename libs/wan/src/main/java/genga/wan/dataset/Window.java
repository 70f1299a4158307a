package genga.wan.dataset;

/// Frames `start` to `start + length - 1` of a clip.
public record Window(int start, FrameCount length) {
    public Window {
        if (start < 0) {
            throw new IllegalArgumentException("a window starts at frame 0 or later, got %d".formatted(start));
        }
    }
}
