package genga.contracts.vocabulary;

/// How the camera moved through a clip.
///
/// @param move in one word
/// @param confidence share of the change between frames that the movement explains, 0..1
/// @param pan picture widths per second; positive to the right
/// @param tilt picture heights per second; positive upwards
/// @param zoom growth per second; positive when the camera comes nearer
public record CameraMotion(Move move, double confidence, double pan, double tilt, double zoom) {

    /// Nothing is known.
    public static final CameraMotion UNKNOWN = new CameraMotion(Move.UNCLEAR, 0, 0, 0, 0);

    /// The movement that stands out.
    public enum Move {
        STATIC,
        PAN_LEFT,
        PAN_RIGHT,
        TILT_UP,
        TILT_DOWN,
        ZOOM_IN,
        ZOOM_OUT,
        HANDHELD,
        /// What moves is mostly not the camera, or no movement explains the change.
        UNCLEAR
    }
}
