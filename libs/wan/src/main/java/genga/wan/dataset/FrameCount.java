package genga.wan.dataset;

/// A number of frames the Wan VAE takes whole: one frame, then groups of four (1, 5, 9, ... 81).
public record FrameCount(int value) implements Comparable<FrameCount> {
    private static final int GROUP = 4;

    public FrameCount {
        if (value < 1 || (value - 1) % GROUP != 0) {
            throw refusal(value);
        }
    }

    /// What is said of a number of frames that is none of these.
    public static IllegalArgumentException refusal(int frames) {
        int below = (frames - 1) / GROUP * GROUP + 1;
        String nearest = frames < 1 ? "1" : below + " or " + (below + GROUP);
        return new IllegalArgumentException(
                "frame count must be 4n+1 (1, 5, 9, ... 81), got %d; take %s".formatted(frames, nearest));
    }

    /// The largest frame count not above `frames`, which must be at least 1.
    public static FrameCount atMost(int frames) {
        return new FrameCount((frames - 1) / GROUP * GROUP + 1);
    }

    /// Frames of the latent: one for the first frame, one for each group of four.
    public int latentFrames() {
        return (value - 1) / GROUP + 1;
    }

    @Override
    public int compareTo(FrameCount other) {
        return Integer.compare(value, other.value);
    }
}
