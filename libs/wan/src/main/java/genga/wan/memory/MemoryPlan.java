package genga.wan.memory;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a job needs of the device's memory, item by item.
public record MemoryPlan(List<Item> items) {
    private static final double GIB = 1L << 30;

    public MemoryPlan {
        items = List.copyOf(items);
    }

    /// @param name what needs the memory
    public record Item(String name, long bytes) {}

    public long bytes() {
        return items.stream().mapToLong(Item::bytes).sum();
    }

    public boolean fits(long vram) {
        return bytes() <= vram;
    }

    /// Gibibytes with two decimals.
    static String gib(long bytes) {
        return String.format(Locale.ROOT, "%.2f GiB", bytes / GIB);
    }

    /// One line per item and the sum.
    @Override
    public String toString() {
        return items.stream()
                        .map(item -> "%10s  %s%n".formatted(gib(item.bytes()), item.name()))
                        .collect(Collectors.joining())
                + "%10s  in all".formatted(gib(bytes()));
    }
}
