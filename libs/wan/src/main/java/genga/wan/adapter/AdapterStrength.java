package genga.wan.adapter;

import java.util.Map;

/// How strongly an adapter is applied: 0 off, 1 as trained, below 0 away from what it learnt.
///
/// @param overall for everything
/// @param blocks factors on top of it for single blocks; those not named have 1
public record AdapterStrength(double overall, Map<Integer, Double> blocks) {
    private static final String BLOCKS = "blocks.";

    public AdapterStrength {
        blocks = Map.copyOf(blocks);
        requireFinite(overall);
        blocks.values().forEach(AdapterStrength::requireFinite);
    }

    /// The same for all blocks.
    public static AdapterStrength of(double overall) {
        return new AdapterStrength(overall, Map.of());
    }

    /// In a block.
    public double in(int block) {
        return overall * blocks.getOrDefault(block, 1.0);
    }

    /// On a tensor of the model, by its original name; outside the blocks only `overall` counts.
    public double on(String tensor) {
        if (!tensor.startsWith(BLOCKS)) {
            return overall;
        }
        return in(Integer.parseInt(tensor.substring(BLOCKS.length(), tensor.indexOf('.', BLOCKS.length()))));
    }

    private static void requireFinite(double strength) {
        if (!Double.isFinite(strength)) {
            throw new IllegalArgumentException("adapter strength must be a finite number, got " + strength);
        }
    }
}
