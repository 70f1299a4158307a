package genga.curation.shot;

/// Where cuts are drawn. The defaults did best over three public benchmarks (PySceneDetect's benchmark page).
///
/// @param ratio how many times its neighbours' mean a frame's content score must be
/// @param window neighbours on each side that make that mean
/// @param leastContent content score below which nothing is a cut, 0 to 255
/// @param leastSeconds shots shorter than this are cut out
/// @param guard frames taken off on both sides of a cut
public record ShotSettings(double ratio, int window, double leastContent, double leastSeconds, int guard) {
    public ShotSettings {
        if (!(ratio > 1 && window >= 1 && leastContent > 0 && leastSeconds >= 0 && guard >= 0)) {
            throw new IllegalArgumentException(
                    "expected ratio > 1, window >= 1, content > 0, seconds >= 0, guard >= 0; got %s, %d, %s, %s, %d"
                            .formatted(ratio, window, leastContent, leastSeconds, guard));
        }
    }

    public static ShotSettings usual() {
        return new ShotSettings(3.5, 3, 15, 0.6, 2);
    }
}
