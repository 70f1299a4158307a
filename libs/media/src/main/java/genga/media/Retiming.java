package genga.media;

import java.util.ArrayList;
import java.util.List;

/// Which source frame is shown in each slot of an even frame rate, decided by timestamps alone, so that a variable
/// rate is no special case.
///
/// With `n_i = near((t_i - t_0) rate)`, halves away from zero, slot `k` shows the last frame with `n_i <= k`, and there
/// are `near((t_end - t_0) rate)` slots: FFmpeg's `fps=RATE:round=near`. Frames are dropped or held, never invented.
public final class Retiming {
    private final TimeBase base;
    private final FrameRate rate;
    private final List<Integer> shown = new ArrayList<>();
    private long start;
    private int source;

    public Retiming(TimeBase base, FrameRate rate) {
        this.base = base;
        this.rate = rate;
    }

    /// Tells the next source frame's time. Returns how often the frame before it is shown: 0 when it is dropped.
    public int next(long timestamp) {
        if (source == 0) {
            start = timestamp;
            source = 1;
            return 0;
        }
        return hold(slot(timestamp), source++ - 1);
    }

    /// Ends the run. Returns how often the last frame is shown.
    public int end(long timestampAfter) {
        return source == 0 ? 0 : hold(slot(timestampAfter), source - 1);
    }

    private long slot(long timestamp) {
        return base.slots(timestamp - start, rate);
    }

    private int hold(long until, int frame) {
        int times = (int) Math.max(0, until - shown.size());
        for (int i = 0; i < times; i++) {
            shown.add(frame);
        }
        return times;
    }

    /// Per slot the source frame it shows, counted from 0 at the first frame told.
    public List<Integer> sourceFrames() {
        return List.copyOf(shown);
    }

    /// Slots that `count` frames of an even rate fill: `floor(count * to / from + 1/2)`.
    public static int slots(int count, FrameRate from, FrameRate to) {
        return (int) new TimeBase(from.denominator(), from.numerator()).slots(count, to);
    }
}
