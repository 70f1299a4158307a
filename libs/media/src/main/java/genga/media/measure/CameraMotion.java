package genga.media.measure;

/// How the camera moved through a clip, as far as one shift and one zoom explain it.
///
/// @param pan picture widths per second; positive to the right
/// @param tilt picture heights per second; positive upwards
/// @param zoom growth per second; positive when the camera comes nearer
/// @param confidence share of the change between frames that shift and zoom explain, 0 to 1
public record CameraMotion(double pan, double tilt, double zoom, double confidence) {}
