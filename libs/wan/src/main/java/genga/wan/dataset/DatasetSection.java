package genga.wan.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// One section of a dataset file with its fallback section: typed reading of keys, every problem noted with section
/// and key instead of thrown, so that one run shows them all.
final class DatasetSection {
    private final String name;
    private final JsonNode own;
    private final JsonNode fallback;
    private final List<String> problems;

    /// @param fallback what `[general]` says, if there is one
    DatasetSection(String name, JsonNode own, JsonNode fallback, List<String> problems) {
        this.name = name;
        this.own = own;
        this.fallback = fallback;
        this.problems = problems;
    }

    boolean has(String key) {
        return own.hasNonNull(key);
    }

    void problem(String key, String sentence) {
        problems.add("%s, key %s: %s".formatted(name, key, sentence));
    }

    Optional<String> text(String key) {
        return find(key, JsonNode::isTextual, "a text").map(JsonNode::textValue);
    }

    boolean flag(String key) {
        return find(key, JsonNode::isBoolean, "true or false")
                .map(JsonNode::booleanValue)
                .orElse(false);
    }

    Optional<Double> number(String key) {
        return find(key, JsonNode::isNumber, "a number").map(JsonNode::doubleValue);
    }

    int whole(String key, int otherwise, int atLeast) {
        Optional<Integer> value =
                find(key, DatasetSection::isWhole, "a whole number").map(JsonNode::intValue);
        if (value.isPresent() && value.get() < atLeast) {
            problem(key, "expected %d or more, got %d".formatted(atLeast, value.get()));
            return atLeast;
        }
        return value.orElse(otherwise);
    }

    /// A whole number or a list of whole numbers, each at least 1; empty if the key is not given.
    List<Integer> wholes(String key) {
        List<Integer> values = new ArrayList<>();
        find(key, node -> isWhole(node) || isWholes(node), "whole numbers").ifPresent(node -> {
            if (node.isNumber()) {
                values.add(node.intValue());
            }
            node.forEach(entry -> values.add(entry.intValue()));
        });
        if (values.stream().anyMatch(value -> value < 1)) {
            problem(key, "expected numbers of 1 or more, got %s".formatted(values));
            return List.of();
        }
        return values;
    }

    /// Numbers beyond 32 bits are no counts of anything here, and would wrap around.
    private static boolean isWhole(JsonNode node) {
        return node.canConvertToExactIntegral() && node.canConvertToInt();
    }

    private static boolean isWholes(JsonNode node) {
        if (!node.isArray() || node.isEmpty()) {
            return false;
        }
        for (JsonNode entry : node) {
            if (!isWhole(entry)) {
                return false;
            }
        }
        return true;
    }

    private Optional<JsonNode> find(String key, Predicate<JsonNode> fits, String expected) {
        JsonNode node = own.hasNonNull(key) ? own.path(key) : fallback.path(key);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!fits.test(node)) {
            problem(key, "expected %s, got %s".formatted(expected, node));
            return Optional.empty();
        }
        return Optional.of(node);
    }
}
