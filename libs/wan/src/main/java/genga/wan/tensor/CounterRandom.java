package genga.wan.tensor;

import java.util.stream.IntStream;

/// Random numbers that are a function of (seed, purpose, item, position) and of nothing else: the same on every
/// machine, for any order of calls.
///
/// Philox 4x32 with ten rounds (Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3", SC 2011).
/// The seed is the key; position, purpose and item are the counter.
public record CounterRandom(long seed, Purpose purpose, long item) {
    private static final int MULTIPLIER_0 = 0xD2511F53;
    private static final int MULTIPLIER_1 = 0xCD9E8D57;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final int ROUNDS = 10;
    private static final double UNIT = 0x1p-53;
    private static final double WORDS = 0x1p32;
    private static final int GROUP = 4;

    /// What numbers are drawn for; each has streams of its own. The order is part of saved results: append only.
    public enum Purpose {
        TRAINING_NOISE,
        TIMESTEP,
        ADAPTER_START,
        VALIDATION_NOISE,
        RENDER_NOISE,
        STEP_NOISE,
        MODEL_START,
        ADAPTER_DROPOUT,
        INNER_DROPOUT,
        TIMESTEP_STRATA
    }

    /// `count` numbers in `[0, 1)` with 53 random bits each.
    public double[] uniforms(int count) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i += 2) {
            int[] words = words(i / 2);
            numbers[i] = unit(words[0], words[1]);
            if (i + 1 < count) {
                numbers[i + 1] = unit(words[2], words[3]);
            }
        }
        return numbers;
    }

    /// `count` draws of 1 with the given probability and else 0, one for each 32 random bits.
    ///
    /// @param firstGroup where in the stream to begin, in groups of four draws
    public byte[] draws(long firstGroup, int count, double probability) {
        byte[] draws = new byte[count];
        double limit = probability * WORDS;
        IntStream.range(0, Math.ceilDiv(count, GROUP)).parallel().forEach(group -> {
            int[] words = words(Math.toIntExact(firstGroup + group));
            for (int k = 0; k < GROUP && group * GROUP + k < count; k++) {
                draws[group * GROUP + k] = (byte) ((words[k] & 0xFFFFFFFFL) < limit ? 1 : 0);
            }
        });
        return draws;
    }

    /// The numbers 0 to `count - 1` in random order.
    public int[] shuffled(int count) {
        double[] uniforms = uniforms(count);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int at = (int) (uniforms[i] * (i + 1));
            order[i] = order[at];
            order[at] = i;
        }
        return order;
    }

    /// `count` standard normal numbers: `sqrt(-2 ln(1 - u)) · (cos, sin)(2 pi v)` (Box and Muller).
    public float[] normals(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i += 2) {
            int[] words = words(i / 2);
            double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit(words[0], words[1])));
            double angle = 2 * StrictMath.PI * unit(words[2], words[3]);
            numbers[i] = (float) (radius * StrictMath.cos(angle));
            if (i + 1 < count) {
                numbers[i + 1] = (float) (radius * StrictMath.sin(angle));
            }
        }
        return numbers;
    }

    private int[] words(int position) {
        int[] counter = {position, purpose.ordinal(), (int) item, (int) (item >>> 32)};
        return philox(counter, (int) seed, (int) (seed >>> 32));
    }

    private static double unit(int high, int low) {
        return (((high & 0xFFFFFFFFL) << 21) | (low >>> 11)) * UNIT;
    }

    /// Ten rounds over a counter of four words with a key of two.
    static int[] philox(int[] counter, int key0, int key1) {
        int[] c = counter.clone();
        int k0 = key0;
        int k1 = key1;
        for (int round = 0; round < ROUNDS; round++) {
            long a = (MULTIPLIER_0 & 0xFFFFFFFFL) * (c[0] & 0xFFFFFFFFL);
            long b = (MULTIPLIER_1 & 0xFFFFFFFFL) * (c[2] & 0xFFFFFFFFL);
            c = new int[] {(int) (b >>> 32) ^ c[1] ^ k0, (int) b, (int) (a >>> 32) ^ c[3] ^ k1, (int) a};
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        return c;
    }
}
