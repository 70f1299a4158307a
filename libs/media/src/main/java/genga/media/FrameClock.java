package genga.media;

import genga.contracts.vocabulary.FrameRate;
import genga.curation.shot.TimeBase;

/// Gives every decoded frame a time, strictly rising, also where the file has none or repeats one.
final class FrameClock {
    private final long nominal;
    private long timestamp;
    private long duration;
    private boolean started;
    private boolean timed = true;

    FrameClock(TimeBase base, FrameRate rate) {
        this.nominal = base.frame(rate);
        this.duration = nominal;
    }

    void tick(long claimed, long claimedDuration) {
        boolean missing = VideoReader.unknown(claimed);
        if (missing || started && claimed <= timestamp) {
            timed = false;
            timestamp = started ? timestamp + duration : 0;
        } else {
            timestamp = claimed;
        }
        started = true;
        duration = claimedDuration > 0 ? claimedDuration : nominal;
    }

    /// Forgets the last frame, because the next one may lie before it.
    void jump() {
        started = false;
    }

    long timestamp() {
        return timestamp;
    }

    long after() {
        return timestamp + duration;
    }

    boolean timed() {
        return timed;
    }
}
