package genga.wan.adapter.form;

import genga.wan.adapter.form.ModuleChange.Decomposed;
import genga.wan.adapter.form.ModuleChange.Difference;
import genga.wan.adapter.form.ModuleChange.Hadamard;
import genga.wan.adapter.form.ModuleChange.Kronecker;
import genga.wan.adapter.form.ModuleChange.LowRank;
import genga.wan.tensor.Tensor;
import genga.wan.weights.ModelKind.AdapterMark;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Sums up what was found in an adapter file.
final class AdapterSummary {
    private AdapterSummary() {}

    static AdapterReport of(
            Map<String, Map<AdapterPart, Tensor>> parts,
            Map<String, ModuleChange> changes,
            Map<ModuleCategory, List<String>> unmatched) {
        SortedSet<Long> ranks = new TreeSet<>();
        changes.values().forEach(change -> rank(change).ifPresent(ranks::add));
        SortedSet<Double> alphas = new TreeSet<>();
        Map<ModuleCategory, Integer> matched = new TreeMap<>();
        parts.forEach((module, held) -> {
            matched.merge(ModuleCategory.of(module), 1, Integer::sum);
            if (held.containsKey(AdapterPart.ALPHA)) {
                alphas.add((double) held.get(AdapterPart.ALPHA).toFloats()[0]);
            }
        });
        return new AdapterReport(kind(changes.values()), ranks, alphas, matched, unmatched);
    }

    private static AdapterMark kind(Collection<ModuleChange> changes) {
        return changes.stream()
                .map(AdapterSummary::mark)
                .filter(mark -> mark != AdapterMark.DIFFERENCE)
                .findFirst()
                .orElse(AdapterMark.DIFFERENCE);
    }

    private static AdapterMark mark(ModuleChange change) {
        return switch (change) {
            case LowRank low -> AdapterMark.LORA;
            case Decomposed decomposed -> AdapterMark.DORA;
            case Hadamard hadamard -> AdapterMark.LOHA;
            case Kronecker kronecker -> AdapterMark.LOKR;
            case Difference difference -> AdapterMark.DIFFERENCE;
        };
    }

    private static Optional<Long> rank(ModuleChange change) {
        return switch (change) {
            case LowRank low -> Optional.of(low.rank());
            case Decomposed decomposed -> Optional.of(decomposed.direction().rank());
            case Hadamard hadamard -> Optional.of(hadamard.factors().get(1).size(0));
            case Kronecker kronecker ->
                kronecker.right().second().or(() -> kronecker.left().second()).map(inner -> inner.size(0));
            case Difference difference -> Optional.empty();
        };
    }
}
