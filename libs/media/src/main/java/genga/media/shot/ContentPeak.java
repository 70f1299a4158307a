package genga.media.shot;

import genga.media.FrameSize;
import genga.media.Resampling;
import genga.media.RgbFrame;
import java.util.Optional;

/// The largest content score between neighbours among pictures that pass by.
public final class ContentPeak {
    private Optional<HsvFrame> before = Optional.empty();
    private float peak;

    public void add(RgbFrame picture) {
        FrameSize small = ShotDetection.scoredSize(picture.size());
        HsvFrame now = HsvFrame.of(Resampling.area(picture, small));
        before.ifPresent(last -> peak = Math.max(peak, now.contentChange(last)));
        before = Optional.of(now);
    }

    /// 0 to 255; 0 for a single picture.
    public double peak() {
        return peak;
    }
}
