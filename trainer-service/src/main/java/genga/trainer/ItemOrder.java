package genga.trainer;

import genga.contracts.document.CacheIndex.Item;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Which item each step of a run takes: a function of (seed, global item number), so that a run taken up at any step
/// goes on as if it had never stopped.
///
/// Epoch e is the items, each as often as it repeats, shuffled by [Random] seeded with `seed xor (e + 1) · phi`, where
/// phi is 2^64 divided by the golden ratio.
final class ItemOrder {

    private static final long PHI = 0x9E3779B97F4A7C15L;

    private final List<Item> epoch = new ArrayList<>();
    private final long seed;
    private long shuffledEpoch = -1;
    private List<Item> shuffled = List.of();

    /// @param items at least one, in the order of the index
    ItemOrder(List<Item> items, long seed) {
        this.seed = seed;
        for (Item item : items) {
            epoch.addAll(Collections.nCopies(item.repeats(), item));
        }
    }

    /// Items of one epoch, repeats counted.
    int epochLength() {
        return epoch.size();
    }

    /// The epoch a global item number, counted from 0, lies in; counted from 0.
    int epochOf(long number) {
        return Math.toIntExact(number / epoch.size());
    }

    Item item(long number) {
        long wanted = number / epoch.size();
        if (wanted != shuffledEpoch) {
            shuffled = new ArrayList<>(epoch);
            Collections.shuffle(shuffled, new Random(seed ^ (wanted + 1) * PHI));
            shuffledEpoch = wanted;
        }
        return shuffled.get(Math.toIntExact(number % epoch.size()));
    }
}
