package genga.curation.shot;

/// Black bars round a stored picture, in its pixels.
public record Bars(int top, int bottom, int left, int right) {
    public static final Bars NONE = new Bars(0, 0, 0, 0);

    /// What is black in both pictures.
    public Bars common(Bars other) {
        return new Bars(
                Math.min(top, other.top),
                Math.min(bottom, other.bottom),
                Math.min(left, other.left),
                Math.min(right, other.right));
    }

    /// Bars come in pairs of one width, so each pair is as wide as its narrower side: a dark sky is no bar.
    public Bars paired() {
        int high = Math.min(top, bottom);
        int wide = Math.min(left, right);
        return new Bars(high, high, wide, wide);
    }

    /// Whether no side differs by more than `pixels`.
    boolean near(Bars other, int pixels) {
        return Math.abs(top - other.top) <= pixels
                && Math.abs(bottom - other.bottom) <= pixels
                && Math.abs(left - other.left) <= pixels
                && Math.abs(right - other.right) <= pixels;
    }

    /// Whether nothing is black.
    public boolean none() {
        return top == 0 && bottom == 0 && left == 0 && right == 0;
    }
}
