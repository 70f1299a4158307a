package genga.bench;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What Genga is compared with.
sealed interface Peer extends AutoCloseable permits PythonPeer, RecordedPeer {
    /// Seconds of one run of `act` of `work` now, or as once recorded; empty when that was never recorded.
    Optional<Double> seconds(Work work, Act act);

    /// As [#seconds], with the result as raw fp32 in `out` where this peer computes one, which takes no part in the
    /// time.
    Optional<Double> seconds(Work work, Act act, Path out);

    /// Makes ready for `work`; before that, nothing of it can be measured.
    void load(Work work);

    /// Gives the memory of `work` back.
    void drop(Work work);

    /// Lets `act` write its result as raw fp32; false when this peer computes nothing.
    boolean write(Work work, Act act, Path out);

    /// What it is, for the report.
    Map<String, Object> description();

    @Override
    void close();
}
