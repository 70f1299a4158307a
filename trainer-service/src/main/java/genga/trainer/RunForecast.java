package genga.trainer;

import genga.contracts.document.CacheIndex.Item;
import genga.contracts.vocabulary.Bucket;
import genga.wan.memory.Forecast;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What a run will take, bucket by bucket, told before its first step.
final class RunForecast {

    private final RunPlan plan;
    private final int swapped;

    /// @param swapped blocks that stay in main memory
    RunForecast(RunPlan plan, int swapped) {
        this.plan = plan;
        this.swapped = swapped;
    }

    /// One line per bucket, the largest first, and one for the run.
    ///
    /// @param teraflops how fast the device multiplies matrices
    List<String> lines(double teraflops) {
        Map<Bucket, Integer> items = items();
        List<Bucket> buckets = List.copyOf(items.keySet());
        List<Forecast> forecasts = plan.model()
                .forecasts(base -> buckets.stream()
                        .map(bucket -> plan.workload(base, swapped).with(RunPlan.tokens(bucket)))
                        .toList());
        List<String> lines = new ArrayList<>();
        double epoch = 0;
        int length = 0;
        for (int i = 0; i < buckets.size(); i++) {
            int count = items.get(buckets.get(i));
            double seconds = forecasts.get(i).seconds(teraflops);
            lines.add("bucket=%s items=%d %s seconds=%s"
                    .formatted(buckets.get(i), count, forecasts.get(i), rounded(seconds)));
            epoch += count * seconds;
            length += count;
        }
        double hours =
                epoch / length * plan.recipe().itemsPerStep() * plan.recipe().steps() / 3600;
        lines.add(
                "steps=%d hours=%s teraflops=%s".formatted(plan.recipe().steps(), rounded(hours), rounded(teraflops)));
        return lines;
    }

    private static String rounded(double number) {
        return String.format(Locale.ROOT, "%.3g", number);
    }

    /// Items an epoch has of each bucket, repeats counted.
    private Map<Bucket, Integer> items() {
        Map<Bucket, Integer> items = new TreeMap<>(
                Comparator.comparingLong(RunPlan::tokens).reversed().thenComparing(Bucket::toString));
        for (Item item : plan.items().training()) {
            items.merge(item.bucket(), item.repeats(), Integer::sum);
        }
        return items;
    }
}
