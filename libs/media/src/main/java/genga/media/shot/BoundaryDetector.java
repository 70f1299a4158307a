package genga.media.shot;

import genga.media.RgbFrame;
import java.util.List;

/// Looks at the frames of one film as they are scored, to say where one picture gives way to another.
public interface BoundaryDetector extends AutoCloseable {
    /// The next frame, small.
    void add(RgbFrame picture);

    /// Per frame the probability, 0 to 1, that it is the last before another picture. Nothing is added after it.
    List<Float> finish();

    @Override
    void close();
}
