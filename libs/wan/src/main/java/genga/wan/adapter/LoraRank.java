package genga.wan.adapter;

/// The inner width of an adapter and the numerator of its scale `alpha / rank`.
public record LoraRank(int rank, double alpha) {
    public LoraRank {
        if (rank < 1) {
            throw new IllegalArgumentException("adapter rank must be 1 or more, got " + rank);
        }
        if (!(alpha > 0) || Double.isInfinite(alpha)) {
            throw new IllegalArgumentException("adapter alpha must be more than 0, got " + alpha);
        }
    }

    public double scale() {
        return alpha / rank;
    }
}
