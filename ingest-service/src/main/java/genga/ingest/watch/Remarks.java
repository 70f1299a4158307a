package genga.ingest.watch;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logging.Logger;

/// Mentions in the log what is not taken and why: once, although the folder is looked at every second.
final class Remarks {
    private static final Logger LOG = Logger.getLogger(Remarks.class);

    private final Set<String> made = new HashSet<>();

    void once(Path path, String sentence) {
        if (made.add(path + sentence)) {
            LOG.warnf("left in the watched folder path=%s: %s", path, sentence);
        }
    }

    /// What was mentioned, path and sentence.
    Set<String> made() {
        return Set.copyOf(made);
    }
}
