package genga.wan.transformer;

import genga.wan.tensor.CopyLane;
import genga.wan.tensor.CopyLane.Arrival;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Block swap: blocks whose weights stay in main memory, mapped files included, and pass through a few slots on the
/// device, one way only, because the base model is frozen (musubi-tuner, `--block_swap_h2d_only`).
///
/// Swapped blocks are spread evenly and counted by rank. Taking one starts the copies of those that come next in the
/// direction of the walk into the slots nobody uses; the walk turns or starts over at its end as it did the last
/// time. On a CUDA device copies run on a stream of their own, out of pinned memory where there is enough; that path
/// has not been run on a GPU.
final class BlockRing implements AutoCloseable {
    private static final int SLOTS = 2;
    private static final int NOBODY = -1;

    private final List<Integer> blocks;
    private final List<List<Tensor>> masters;
    private final List<Slot> slots = new ArrayList<>();
    private final CopyLane lane;
    private int last;
    private boolean forward = true;
    private boolean turns;

    private BlockRing(Map<Integer, List<Tensor>> masters, CopyLane lane) {
        this.blocks = List.copyOf(masters.keySet());
        this.masters = List.copyOf(masters.values());
        this.lane = lane;
    }

    /// Tensors of one block on the device, and whose they are.
    private static final class Slot {
        private final List<Tensor> tensors;
        private int rank = NOBODY;
        private Arrival arrival = () -> {};

        Slot(List<Tensor> tensors) {
            this.tensors = tensors;
        }
    }

    /// The blocks to swap: `((2 i + 1) N) div (2 S)` for i below S.
    static List<Integer> spread(int swapped, int blocks) {
        if (swapped > blocks) {
            throw new IllegalArgumentException("the model has %d blocks, of which 0 to %d can be swapped, got %d"
                    .formatted(blocks, blocks, swapped));
        }
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < swapped; i++) {
            chosen.add((2 * i + 1) * blocks / (2 * swapped));
        }
        return chosen;
    }

    /// @param masters the weights of each swapped block, in main memory, by block in ascending order
    /// @param scope owns the slots
    static BlockRing of(Map<Integer, List<Tensor>> masters, Device device, TensorScope scope) {
        requireAlike(masters);
        CopyLane lane = CopyLane.to(device);
        Map<Integer, List<Tensor>> homes = new TreeMap<>();
        masters.forEach((block, tensors) -> homes.put(block, lane.home(tensors, scope)));
        BlockRing ring = new BlockRing(homes, lane);
        for (int slot = 0; slot < Math.min(SLOTS, masters.size()); slot++) {
            ring.slots.add(new Slot(ring.masters.getFirst().stream()
                    .map(tensor -> tensor.copy(scope).to(scope, device))
                    .toList()));
        }
        ring.fetch(0, true);
        return ring;
    }

    /// All blocks pass through the same slots.
    private static void requireAlike(Map<Integer, List<Tensor>> masters) {
        int first = masters.keySet().iterator().next();
        masters.forEach((block, tensors) -> {
            if (!alike(masters.get(first), tensors)) {
                throw new IllegalArgumentException(
                        "block %d is stored in other types than block %d; only blocks stored alike can be swapped"
                                .formatted(block, first));
            }
        });
    }

    private static boolean alike(List<Tensor> one, List<Tensor> other) {
        boolean alike = one.size() == other.size();
        for (int i = 0; alike && i < one.size(); i++) {
            alike = one.get(i).dtype() == other.get(i).dtype()
                    && Arrays.equals(one.get(i).shape(), other.get(i).shape());
        }
        return alike;
    }

    /// The tensors of a swapped block, valid until the next one is taken; nothing for a block that is not swapped.
    Optional<List<Tensor>> take(int block) {
        int rank = blocks.indexOf(block);
        if (rank < 0) {
            return Optional.empty();
        }
        notice(rank);
        Slot slot = slotOf(rank).orElseGet(() -> copy(rank, List.of()));
        slot.arrival.await();
        slot.arrival = () -> {};
        fetch(rank, forward);
        return Optional.of(slot.tensors);
    }

    /// Learns from the step just made which way the walk goes, and what it does at its end.
    private void notice(int rank) {
        boolean wraps = forward && last == blocks.size() - 1 && rank == 0;
        if (wraps) {
            turns = false;
        } else if (rank != last && rank > last != forward) {
            turns |= forward;
            forward = rank > last;
        }
        last = rank;
    }

    /// Starts the copies of the ranks after `rank`, as many as there are slots beside its own.
    private void fetch(int rank, boolean onwards) {
        List<Integer> wanted = new ArrayList<>(List.of(rank));
        boolean direction = onwards;
        int at = rank;
        while (wanted.size() < slots.size()) {
            int next = direction ? at + 1 : at - 1;
            if (next < 0 || next == blocks.size() && turns) {
                direction = !direction;
                next = direction ? at + 1 : at - 1;
            }
            at = Math.floorMod(next, blocks.size());
            wanted.add(at);
        }
        for (int next : wanted) {
            if (slotOf(next).isEmpty()) {
                copy(next, wanted);
            }
        }
    }

    private Optional<Slot> slotOf(int rank) {
        return slots.stream().filter(slot -> slot.rank == rank).findFirst();
    }

    /// Copies into a slot that holds none of the `kept` ranks.
    private Slot copy(int rank, List<Integer> kept) {
        Slot slot = slots.stream()
                .filter(candidate -> !kept.contains(candidate.rank))
                .findFirst()
                .orElseThrow();
        slot.rank = rank;
        slot.arrival = lane.copy(masters.get(rank), slot.tensors);
        return slot;
    }

    /// The block whose weights lie in each slot, for tests.
    List<Integer> inSlots() {
        return slots.stream()
                .map(slot -> slot.rank == NOBODY ? NOBODY : blocks.get(slot.rank))
                .toList();
    }

    @Override
    public void close() {
        lane.close();
    }
}
