package genga.media.clip;

import genga.contracts.vocabulary.ClipMeasures;
import genga.media.FrameSize;

/// A clip or picture that was brought along, looked at but not changed.
///
/// @param frames that decode; 1 for a picture
/// @param size on screen
/// @param poster a JPEG at most 640 wide
/// @param strip a JPEG of frames side by side, first on the left; a picture's is its poster
/// @param measures what was measured
public record MeasuredMedium(int frames, FrameSize size, byte[] poster, byte[] strip, ClipMeasures measures) {}
