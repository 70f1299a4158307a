package genga.wan.adapter.form;

import genga.wan.weights.ModelKind.AdapterMark;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What an adapter file was found to be.
///
/// @param ranks all inner widths it has; empty for differences
/// @param alphas all scale numerators it has
/// @param matched number of modules it changes, by part of the model
/// @param unmatched keys that belong to nothing of the base model and are not applied, by part of the model
public record AdapterReport(
        AdapterMark kind,
        SortedSet<Long> ranks,
        SortedSet<Double> alphas,
        Map<ModuleCategory, Integer> matched,
        Map<ModuleCategory, List<String>> unmatched) {
    public AdapterReport {
        ranks = new TreeSet<>(ranks);
        alphas = new TreeSet<>(alphas);
        matched = new TreeMap<>(matched);
        unmatched = new TreeMap<>(unmatched);
    }

    public int modules() {
        return matched.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// All keys that are not applied.
    public List<String> unmatchedKeys() {
        return unmatched.values().stream().flatMap(List::stream).toList();
    }

    /// True when every key was understood.
    public boolean complete() {
        return unmatched.isEmpty();
    }

    @Override
    public String toString() {
        String counts = matched.entrySet().stream()
                .map(part -> part.getKey() + " " + part.getValue())
                .collect(Collectors.joining(", "));
        String left = complete()
                ? ""
                : "; not applied: "
                        + unmatched.entrySet().stream()
                                .map(part -> "%s %d (such as %s)"
                                        .formatted(
                                                part.getKey(),
                                                part.getValue().size(),
                                                part.getValue().getFirst()))
                                .collect(Collectors.joining(", "));
        return "%s of %d modules%s%s: %s%s"
                .formatted(kind.label(), modules(), shown(", rank ", ranks), shown(", alpha ", alphas), counts, left);
    }

    private static String shown(String label, Collection<? extends Number> values) {
        return values.isEmpty()
                ? ""
                : label + values.stream().map(AdapterReport::shown).collect(Collectors.joining("/"));
    }

    private static String shown(Number value) {
        return value.doubleValue() == value.longValue() ? Long.toString(value.longValue()) : value.toString();
    }
}
