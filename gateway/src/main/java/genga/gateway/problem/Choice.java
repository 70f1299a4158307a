package genga.gateway.problem;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One of a few words in a query.
public final class Choice {

    private Choice() {}

    /// The constant a parameter names, or nothing where it is not given.
    public static <E extends Enum<E>> Optional<E> of(String parameter, String text, Class<E> type) {
        List<String> names =
                Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
        return of(parameter, text, names).map(name -> Enum.valueOf(type, name));
    }

    /// The word a parameter holds, or nothing where it is not given.
    public static Optional<String> of(String parameter, String text, List<String> words) {
        if (text != null && !words.contains(text)) {
            throw Refusal.bad(
                    parameter, "one of " + String.join(", ", words), "'%s'".formatted(text), "leave it out for all");
        }
        return Optional.ofNullable(text);
    }
}
