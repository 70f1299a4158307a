package genga.media.measure;

import java.util.List;

/// What was measured on a clip at 16 fps.
///
/// @param motionMean mean over neighbours of the mean absolute luma difference at 160 columns, 0 to 255
/// @param motionPeak the largest such difference
/// @param brightness mean luma, 0 to 255
/// @param sharpness variance of the Laplacian at 320 columns, of the sharpest frame
/// @param colourfulness mean over frames of Hasler and Suesstrunk's M3
/// @param letterbox share of the picture that is black bars, 0 to 1
/// @param hashes perceptual hashes of the first, middle and last frame
public record ClipMeasures(
        double motionMean,
        double motionPeak,
        double brightness,
        double sharpness,
        double colourfulness,
        double letterbox,
        List<PerceptualHash> hashes) {
    public ClipMeasures {
        hashes = List.copyOf(hashes);
    }
}
