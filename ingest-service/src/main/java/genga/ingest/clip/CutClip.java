package genga.ingest.clip;

import genga.contracts.vocabulary.ClipMeasures;
import genga.media.FrameSize;
import java.nio.file.Path;

/// A clip as it lies on this machine, before it is stored.
///
/// @param frames decoded from the finished master
/// @param size of its pictures
/// @param master the clip itself
/// @param preview a small MP4 of it
/// @param poster a JPEG
/// @param strip a JPEG of frames side by side
/// @param measures what was measured while it was cut
/// @param still the picture its shot offers
public record CutClip(
        int frames,
        FrameSize size,
        Path master,
        Path preview,
        byte[] poster,
        byte[] strip,
        ClipMeasures measures,
        ProposedStill still) {}
