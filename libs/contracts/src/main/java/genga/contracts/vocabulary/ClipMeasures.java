package genga.contracts.vocabulary;

import java.util.OptionalDouble;

/// What was measured on a clip, so that a person can see why it was judged as it was. A still has no motion,
/// transition, flicker or camera.
///
/// @param motion       how much moves
/// @param transition   the largest content score inside the clip (0..255), high where something cuts or flashes
/// @param tone         how it looks
/// @param letterbox    share of the picture that is black bars, 0..1
/// @param overlay      share of the picture under text, 0..1; empty when nobody looked for text
/// @param camera       how the camera moved
/// @param hash         perceptual hash of the first, middle and last frame: three 64-bit words in hex
public record ClipMeasures(
        Motion motion,
        double transition,
        Tone tone,
        double letterbox,
        OptionalDouble overlay,
        CameraMotion camera,
        String hash) {

    public ClipMeasures {
        overlay = overlay == null ? OptionalDouble.empty() : overlay;
        camera = camera == null ? CameraMotion.UNKNOWN : camera;
    }

    /// Between neighbouring frames at 16 fps, on luma of 160 columns.
    ///
    /// @param mean        mean absolute luma difference, 0..255
    /// @param peak        the largest such difference
    /// @param staticShare share of neighbouring frames that are the same but for grain, 0..1
    public record Motion(double mean, double peak, double staticShare) {
        public static final Motion NONE = new Motion(0, 0, 1);
    }

    /// @param brightness   mean luma, 0..255
    /// @param flicker      mean absolute second difference of the frames' mean luma; an even fade has none
    /// @param sharpness    variance of the Laplacian of the sharpest frame
    /// @param colourfulness Hasler and Suesstrunk's M3 (2003)
    public record Tone(double brightness, double flicker, double sharpness, double colourfulness) {}
}
