package genga.gateway.object;

import genga.contracts.object.ObjectKeys;
import java.util.Arrays;

/// The key of what a person brought into the store by other ways than ours.
public final class IncomingKey {

    private static final int LONGEST = 1024;
    private static final int SHOWN = 80;

    private IncomingKey() {}

    /// Whether it lies under `incoming/`, without empty or upward parts.
    public static boolean isOne(String key) {
        return key.startsWith(ObjectKeys.incoming())
                && key.length() <= LONGEST
                && key.chars().noneMatch(Character::isISOControl)
                && Arrays.stream(key.split("/", -1))
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }

    /// A key for a message, cut where it is long.
    public static String shown(String key) {
        return "'%s'".formatted(key.length() > SHOWN ? key.substring(0, SHOWN) + "..." : key);
    }
}
