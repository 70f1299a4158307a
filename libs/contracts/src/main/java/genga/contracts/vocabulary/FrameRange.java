package genga.contracts.vocabulary;

/// The film frames `[from, to)`, counted in decoded frames from 0.
public record FrameRange(int from, int to) {

    public FrameRange {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException(
                    "a range of frames starts at 0 or later and has 1 frame or more, got [%d, %d)".formatted(from, to));
        }
    }

    public int frames() {
        return to - from;
    }

    public boolean overlaps(FrameRange other) {
        return from < other.to && other.from < to;
    }
}
