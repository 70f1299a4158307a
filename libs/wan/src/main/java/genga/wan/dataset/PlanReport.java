package genga.wan.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// An epoch plan for the eye: what each part trains on, bucket by bucket, everything that is lost with its reason,
/// and the totals.
public final class PlanReport {
    private static final String ROW = "  %-16s %9s %8s %8s %9s %14s";

    private final EpochPlan plan;
    private final List<String> lines = new ArrayList<>();

    private PlanReport(EpochPlan plan) {
        this.plan = plan;
    }

    /// The lines of the report.
    public static List<String> of(EpochPlan plan) {
        PlanReport report = new PlanReport(plan);
        for (int part = 0; part < plan.parts().size(); part++) {
            report.addPart(part, plan.parts().get(part));
        }
        report.addTotals();
        return List.copyOf(report.lines);
    }

    private void addPart(int index, DatasetPart part) {
        PartSettings settings = part.settings();
        lines.add("dataset %d: %s of %s, resolution %s, batch size %d, repeats %d"
                .formatted(
                        index,
                        title(part),
                        part.source().listing().orElse(part.source().directory()),
                        settings.resolution(),
                        settings.batchSize(),
                        settings.repeats()));
        add(ROW, "bucket", "tokens", "distinct", "items", "batches", "tokens/epoch");
        plan.buckets(index).forEach((bucket, distinct) -> {
            long items = (long) distinct * settings.repeats();
            long batches = Math.ceilDiv(items, settings.batchSize());
            add(ROW, bucket, bucket.tokens(), distinct, items, batches, items * bucket.tokens());
        });
        addLost(index);
        lines.add("");
    }

    private static String title(DatasetPart part) {
        return switch (part) {
            case DatasetPart.OfStills stills -> "stills";
            case DatasetPart.OfClips clips ->
                "clips (%s of %s frames)"
                        .formatted(
                                clips.extraction().label(),
                                clips.targets().stream()
                                        .map(target -> Integer.toString(target.value()))
                                        .collect(Collectors.joining(", ")));
        };
    }

    private void addLost(int part) {
        List<LostFragment> lost =
                plan.lost().stream().filter(fragment -> fragment.part() == part).toList();
        if (lost.isEmpty()) {
            return;
        }
        lines.add("  lost fragments: " + lost.size());
        for (LostFragment fragment : lost) {
            lines.add("    %s, window of %d: %s, %s"
                    .formatted(
                            fragment.medium(),
                            fragment.target().value(),
                            fragment.reason().label(),
                            fragment.reason().meaning()));
        }
    }

    private void addTotals() {
        long tokens = 0;
        long largest = 0;
        for (int part = 0; part < plan.parts().size(); part++) {
            int repeats = plan.parts().get(part).settings().repeats();
            for (Map.Entry<Bucket, Integer> bucket : plan.buckets(part).entrySet()) {
                tokens += bucket.getKey().tokens() * bucket.getValue() * repeats;
                largest = Math.max(largest, bucket.getKey().tokens());
            }
        }
        add(
                "total: %s items in %s batches an epoch, %s fragments lost",
                plan.items(), plan.batches(), plan.lost().size());
        add(
                "tokens: %s an epoch, %s an item on average, %s at most",
                tokens, tokens / Math.max(1, plan.items()), largest);
    }

    private void add(String format, Object... values) {
        List<Object> shown = new ArrayList<>();
        for (Object value : values) {
            shown.add(value instanceof Number number ? String.format(Locale.ROOT, "%,d", number.longValue()) : value);
        }
        lines.add(format.formatted(shown.toArray()));
    }
}
