package genga.standalone.studio;

import genga.standalone.child.JavaProgram;
import java.util.List;

/// JVM flags that shorten the start of a program from what an earlier start taught.
@FunctionalInterface
public interface StartupCaches {

    /// Every class is loaded and linked anew.
    StartupCaches NONE = program -> List.of();

    List<String> flags(JavaProgram program);
}
