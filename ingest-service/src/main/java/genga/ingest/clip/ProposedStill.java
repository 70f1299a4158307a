package genga.ingest.clip;

import genga.contracts.vocabulary.ClipMeasures;
import genga.media.FrameSize;
import java.nio.file.Path;

/// The sharpest frame of a shot.
///
/// @param frame of the film, counted from 0
/// @param size on screen, as large as the film has it
/// @param picture a PNG
/// @param poster a JPEG
/// @param measures what was measured on it
public record ProposedStill(int frame, FrameSize size, Path picture, byte[] poster, ClipMeasures measures) {}
