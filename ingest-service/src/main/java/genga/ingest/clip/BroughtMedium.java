package genga.ingest.clip;

import genga.media.clip.MeasuredMedium;
import java.nio.file.Path;

/// A clip or still that somebody made elsewhere, as it lies on this machine before it is stored.
///
/// @param file the medium itself, its name ending as what it is
/// @param preview a small MP4 of a clip; the medium itself for a still
/// @param look what was seen and measured
public record BroughtMedium(Path file, Path preview, MeasuredMedium look) {}
