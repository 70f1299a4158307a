package genga.ingest.clip;

import genga.contracts.vocabulary.ClipMeasures;
import genga.media.FrameSize;
import genga.media.measure.PerceptualHash;
import java.util.List;

/// A clip as it lies on this machine, before it is stored.
///
/// @param frames decoded from the finished file
/// @param size of its pictures
/// @param poster a JPEG
/// @param strip a JPEG
/// @param measures what was measured while it was cut
/// @param hashes of its first, middle and last frame
public record CutClip(
        int frames, FrameSize size, byte[] poster, byte[] strip, ClipMeasures measures, List<PerceptualHash> hashes) {
    public CutClip {
        hashes = List.copyOf(hashes);
    }
}
