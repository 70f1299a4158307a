package genga.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.document.CacheIndex.Item;
import genga.contracts.vocabulary.Bucket;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.StoredObject;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ItemOrderTest {

    @Test
    void everyEpochHoldsEachItemAsOftenAsItRepeats() {
        ItemOrder order = new ItemOrder(List.of(item("clip-a", 2), item("clip-b", 1)), 7);

        for (int epoch = 0; epoch < 5; epoch++) {
            assertThat(LongStream.range(epoch * 3L, epoch * 3L + 3).mapToObj(order::item))
                    .extracting(item -> item.clip().value())
                    .containsExactlyInAnyOrder("clip-a", "clip-a", "clip-b");
        }
        assertThat(order.epochLength()).isEqualTo(3);
        assertThat(order.epochOf(5)).isEqualTo(1);
    }

    @Test
    void theOrderDependsOnTheNumberAndTheSeedAlone() {
        List<Item> items =
                IntStream.range(0, 20).mapToObj(clip -> item("clip-" + clip, 1)).toList();
        ItemOrder forwards = new ItemOrder(items, 7);
        ItemOrder backwards = new ItemOrder(items, 7);

        List<Item> read = LongStream.range(0, 60).mapToObj(forwards::item).toList();

        List<Item> reversed = LongStream.range(0, 60)
                .map(number -> 59 - number)
                .mapToObj(backwards::item)
                .toList();
        assertThat(reversed.reversed()).isEqualTo(read);
        assertThat(read.subList(0, 20)).isNotEqualTo(read.subList(20, 40));
        ItemOrder other = new ItemOrder(items, 8);
        assertThat(LongStream.range(0, 20).mapToObj(other::item)).isNotEqualTo(read.subList(0, 20));
    }

    @Test
    void heldOutClipsAreWholeAndNeverTrained() {
        List<Item> items =
                List.of(item("clip-a", 1), item("clip-a", 1), item("clip-b", 1), item("clip-c", 1), item("clip-d", 1));

        ItemSplit split = ItemSplit.of(items, 0.5, 7);

        assertThat(split.heldOut().stream().map(Item::clip).distinct()).hasSize(2);
        assertThat(split.training())
                .extracting(Item::clip)
                .doesNotContainAnyElementsOf(
                        split.heldOut().stream().map(Item::clip).toList());
        assertThat(split.training().size() + split.heldOut().size()).isEqualTo(5);
    }

    @Test
    void aDatasetTooSmallHoldsNothingOut() {
        ItemSplit split = ItemSplit.of(List.of(item("clip-a", 1), item("clip-b", 1)), 0.2, 7);

        assertThat(split.heldOut()).isEmpty();
    }

    private static Item item(String clip, int repeats) {
        StoredObject object = new StoredObject("key", 1, "0".repeat(64));
        return new Item(clip + "_16x16x1_00000", new ClipId(clip), 0, new Bucket(16, 16, 1), repeats, object, object);
    }
}
