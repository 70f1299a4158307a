package genga.wan.dataset;

/// What the items of one batch share: resolution and frame count.
public record Bucket(Resolution resolution, FrameCount frames) implements Comparable<Bucket> {
    @Override
    public int compareTo(Bucket other) {
        int byResolution = resolution.compareTo(other.resolution);
        return byResolution != 0 ? byResolution : frames.compareTo(other.frames);
    }

    @Override
    public String toString() {
        return resolution + "x" + frames.value();
    }
}
