package genga.trainer;

import genga.contracts.document.CacheIndex.Item;
import genga.contracts.vocabulary.ClipId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// Items to learn from and items held out to measure on. Whole clips are held out, so that no fragment of a measured
/// clip is ever seen in training.
record ItemSplit(List<Item> training, List<Item> heldOut) {

    ItemSplit {
        training = List.copyOf(training);
        heldOut = List.copyOf(heldOut);
    }

    /// Holds out `floor(share · clips)` clips, drawn with the seed; with a small dataset that is none.
    static ItemSplit of(List<Item> items, double share, long seed) {
        Set<ClipId> held = drawn(items, share, seed);
        return new ItemSplit(
                items.stream().filter(item -> !held.contains(item.clip())).toList(),
                items.stream().filter(item -> held.contains(item.clip())).toList());
    }

    private static Set<ClipId> drawn(List<Item> items, double share, long seed) {
        List<String> names = new ArrayList<>(
                new TreeSet<>(items.stream().map(item -> item.clip().value()).toList()));
        Collections.shuffle(names, new Random(seed));
        return Set.copyOf(names.subList(0, (int) (share * names.size())).stream()
                .map(ClipId::new)
                .toList());
    }
}
