package genga.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Runs Genga's ways of doing one thing and the peer's in turn, round after round, so that whatever else the machine
/// does falls on all of them alike.
///
/// @param rounds how many count; three at least, the others only until `late`
/// @param warmUp whether one more comes before that does not count
record Race(
        int rounds,
        boolean warmUp,
        BooleanSupplier late,
        Map<String, Runnable> ours,
        Supplier<Optional<Double>> theirs) {
    private static final int LEAST = 3;

    /// Rounds that counted and medians in seconds; the peer's is empty when it has no figure.
    record Outcome(int rounds, Map<String, Double> ours, Optional<Double> theirs) {
        Optional<Double> ratio(String way) {
            return theirs.map(seconds -> ours.get(way) / seconds);
        }
    }

    Outcome run() {
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        List<Double> peer = new ArrayList<>();
        int round = warmUp ? -1 : 0;
        for (; round < rounds && (round < LEAST || !late.getAsBoolean()); round++) {
            Optional<Double> one = theirs.get();
            if (round >= 0) {
                one.ifPresent(peer::add);
            }
            for (Map.Entry<String, Runnable> way : ours.entrySet()) {
                double taken = seconds(way.getValue());
                if (round >= 0) {
                    seconds.computeIfAbsent(way.getKey(), name -> new ArrayList<>())
                            .add(taken);
                }
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        seconds.forEach((way, all) -> medians.put(way, median(all)));
        return new Outcome(round, medians, peer.isEmpty() ? Optional.empty() : Optional.of(median(peer)));
    }

    private static double seconds(Runnable act) {
        long begin = System.nanoTime();
        act.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
