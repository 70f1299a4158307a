package genga.wan.dataset;

import java.util.ArrayList;
import java.util.List;

/// Bringing a faster source to 16 frames a second by leaving frames out (musubi-tuner `dataset/media_utils.py`):
/// decoded frame k belongs to slot `floor(k · 16 / source)`, and only the first frame of each slot stays. A slower
/// source is not filled up.
public final class FrameDrop {
    private static final double TARGET = 16;

    private FrameDrop() {}

    /// Indices of the decoded frames that stay.
    public static List<Integer> kept(int decodedFrames, double sourceFps) {
        if (!(sourceFps > 0)) {
            throw new IllegalArgumentException("source_fps must be above 0, got %s".formatted(sourceFps));
        }
        List<Integer> kept = new ArrayList<>();
        double position = 0;
        int lastSlot = -1;
        for (int k = 0; k < decodedFrames; k++) {
            int slot = (int) position;
            position += TARGET / sourceFps;
            if (slot != lastSlot) {
                kept.add(k);
                lastSlot = slot;
            }
        }
        return kept;
    }
}
