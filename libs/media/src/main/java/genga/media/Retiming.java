package genga.media;

import genga.contracts.vocabulary.FrameRate;
import genga.curation.shot.TimeBase;
import java.util.ArrayList;
import java.util.List;

/// Which source frame is shown in each slot of an even frame rate, decided by timestamps alone, so that a variable
/// rate is no special case.
///
/// With `n_i = near((t_i - t_0) rate)`, halves away from zero, slot `k` shows the last frame with `n_i <= k`, and
/// there are `near((t_end - t_0) rate)` slots: FFmpeg's `fps=RATE:round=near`. Frames are dropped or held, never
/// invented.
public final class Retiming {
    private Retiming() {}

    /// Per slot the source frame it shows, counted from 0.
    ///
    /// @param base unit of the times
    /// @param rate rate of the slots
    /// @param timestamps when each source frame is shown, rising
    /// @param end when the last source frame ceases to be shown
    public static List<Integer> sourceFrames(TimeBase base, FrameRate rate, long[] timestamps, long end) {
        List<Integer> shown = new ArrayList<>();
        for (int frame = 0; frame < timestamps.length; frame++) {
            long until = frame + 1 < timestamps.length ? timestamps[frame + 1] : end;
            long slots = base.slots(until - timestamps[0], rate);
            while (shown.size() < slots) {
                shown.add(frame);
            }
        }
        return List.copyOf(shown);
    }
}
