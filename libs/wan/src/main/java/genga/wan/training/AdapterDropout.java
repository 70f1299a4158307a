package genga.wan.training;

import genga.wan.tensor.CounterRandom;
import genga.wan.tensor.CounterRandom.Purpose;

/// Parts of an adapter left out at random in a training step; never in validation or in an adapter handed out
/// (kohya-ss/sd-scripts `networks/lora.py`).
///
/// @param network probability of leaving out one inner value of one token; the values that stay count `1 / (1 - p)`
/// @param rank probability of leaving out one inner row of one linear; the rows that stay count `1 / (1 - p)`
/// @param module probability of leaving out a linear's change altogether
public record AdapterDropout(double network, double rank, double module) {
    public AdapterDropout {
        if (!(network >= 0 && network < 1 && rank >= 0 && rank < 1 && module >= 0 && module < 1)) {
            throw new IllegalArgumentException(("dropout probabilities must be 0 or more and less than 1, got"
                            + " network %s, rank %s and module %s")
                    .formatted(network, rank, module));
        }
    }

    /// Leaves nothing out.
    public static AdapterDropout none() {
        return new AdapterDropout(0, 0, 0);
    }

    /// Whether no row and no linear is left out.
    boolean keepsRows() {
        return rank == 0 && module == 0;
    }

    /// The factor of each inner row of each linear, a function of the seed and the item's number alone.
    ///
    /// @return `[linears][rows]`
    float[][] factors(long seed, long item, int linears, int rows) {
        double[] uniforms = new CounterRandom(seed, Purpose.ADAPTER_DROPOUT, item).uniforms(linears * (rows + 1));
        float[][] factors = new float[linears][rows];
        for (int linear = 0; linear < linears; linear++) {
            int at = linear * (rows + 1);
            for (int row = 0; row < rows && uniforms[at] >= module; row++) {
                factors[linear][row] = uniforms[at + 1 + row] >= rank ? (float) (1 / (1 - rank)) : 0;
            }
        }
        return factors;
    }
}
