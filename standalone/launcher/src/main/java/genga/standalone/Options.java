package genga.standalone;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Options of a command: `--name value` and bare `--name`. Unknown ones are refused.
final class Options {

    private final Map<String, String> values = new HashMap<>();
    private final Set<String> switches = new HashSet<>();

    /// @param valued   names that take a value
    /// @param switched names that stand alone
    Options(List<String> arguments, Set<String> valued, Set<String> switched) {
        for (int at = 0; at < arguments.size(); at++) {
            String name = arguments.get(at);
            if (switched.contains(name)) {
                switches.add(name);
            } else if (!valued.contains(name)) {
                throw new WrongUse("unknown option " + name + "; possible are " + sorted(valued, switched));
            } else if (at + 1 == arguments.size()) {
                throw new WrongUse("option " + name + " needs a value after it");
            } else {
                values.put(name, arguments.get(++at));
            }
        }
    }

    private static String sorted(Set<String> valued, Set<String> switched) {
        Set<String> all = new TreeSet<>(valued);
        all.addAll(switched);
        return String.join(", ", all);
    }

    boolean has(String name) {
        return switches.contains(name);
    }

    Optional<Path> path(String name) {
        return Optional.ofNullable(values.get(name)).map(Path::of);
    }

    Optional<Integer> port(String name) {
        return Optional.ofNullable(values.get(name)).map(text -> {
            if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
                throw new WrongUse("option " + name + " takes a port from 0 to 65535, got " + text);
            }
            return Integer.parseInt(text);
        });
    }
}
