package genga.ingest.collection;

import java.util.ArrayList;
import java.util.List;

/// A fact has room for the warnings a person will read, not for one on each of 20,000 entries.
final class Warnings {
    private static final int MOST = 50;

    private Warnings() {}

    static List<String> few(List<String> warnings) {
        if (warnings.size() <= MOST) {
            return warnings;
        }
        List<String> few = new ArrayList<>(warnings.subList(0, MOST));
        few.add("and %d more warnings".formatted(warnings.size() - MOST));
        return few;
    }
}
