package genga.standalone.doctor;

import java.nio.file.Path;
import java.util.List;

/// All checks, in the order in which a person would fix what they find.
public final class Examination {

    private static final int PAGE = 8080;

    private Examination() {}

    /// @param home the checkout
    public static List<Finding> of(Path home) {
        return List.of(
                Machine.java(),
                Machine.memory(),
                Machine.disk(home),
                Machine.port(PAGE),
                Libraries.ffmpeg(),
                Libraries.libtorch(home),
                Machine.gpu());
    }
}
