package genga.contracts.vocabulary;

/// What screening measured on a clip, so that a person can see why it was judged as it was.
///
/// @param motionMean    mean absolute luma difference between neighbouring frames at 16 fps, 160 px wide, in 0..255
/// @param motionPeak    the largest such difference
/// @param transition    the largest content score inside the clip (0..255), high where something cuts or flashes
/// @param brightness    mean luma, 0..255
/// @param sharpness     variance of the Laplacian of the sharpest frame
/// @param colourfulness Hasler and Suesstrunk's M3 (2003)
/// @param letterbox     share of rows and columns that are black bars, 0..1
/// @param hash          perceptual hash of the first, middle and last frame: three 64-bit words in hex
public record ClipMeasures(
        double motionMean,
        double motionPeak,
        double transition,
        double brightness,
        double sharpness,
        double colourfulness,
        double letterbox,
        String hash) {}
