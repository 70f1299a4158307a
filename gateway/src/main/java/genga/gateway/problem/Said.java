package genga.gateway.problem;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How values of the contracts refuse what they are given: `nag tau: expected a number above 0, got -1.0`.
///
/// @param subject begins with the value's own name
record Said(String subject, String expected, String found) {

    private static final Pattern SENTENCE =
            Pattern.compile("(?<subject>[^:]+): expected (?<expected>.+), got (?<found>.+)");

    /// Recipes name fields of their order after their own name, and an adapter is one of a list.
    private static final Pattern RECIPE = Pattern.compile("(recipe|render) (?<field>.+)");

    private static final String ADAPTER = "adapter ";

    static Optional<Said> in(String message) {
        Matcher said = SENTENCE.matcher(message == null ? "" : message);
        return said.matches()
                ? Optional.of(new Said(said.group("subject"), said.group("expected"), said.group("found")))
                : Optional.empty();
    }

    /// The field of an order that a recipe refused, as a JSON path; nothing where the subject is no such field.
    Optional<String> field() {
        if (subject.startsWith(ADAPTER)) {
            return Optional.of("adapters");
        }
        Matcher recipe = RECIPE.matcher(subject);
        return recipe.matches() ? Optional.of(path(recipe.group("field"))) : Optional.empty();
    }

    /// `least and most` are two fields, of which the first stands for both.
    static String path(String words) {
        return words.replaceFirst(" and .*", "").replace(' ', '.');
    }
}
