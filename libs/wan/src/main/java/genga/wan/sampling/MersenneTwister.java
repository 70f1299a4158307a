package genga.wan.sampling;

/// The 32-bit Mersenne Twister mt19937 (Matsumoto and Nishimura 1998), seeded as torch's CPU generator seeds it.
final class MersenneTwister {
    private static final int SIZE = 624;
    private static final int SHIFT = 397;
    private static final int SEED_FACTOR = 1_812_433_253;
    private static final int TWIST = 0x9908b0df;

    private final int[] state = new int[SIZE];
    private int next = SIZE;

    /// @param seed only its low 32 bits count, as in torch
    MersenneTwister(long seed) {
        state[0] = (int) seed;
        for (int i = 1; i < SIZE; i++) {
            state[i] = SEED_FACTOR * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    /// The next 32 random bits.
    int next32() {
        if (next == SIZE) {
            refill();
        }
        int bits = state[next++];
        bits ^= bits >>> 11;
        bits ^= (bits << 7) & 0x9d2c5680;
        bits ^= (bits << 15) & 0xefc60000;
        return bits ^ (bits >>> 18);
    }

    /// A float in [0, 1) of 24 random bits.
    float nextFloat() {
        return (next32() & 0xffffff) * 0x1p-24f;
    }

    /// A double in [0, 1) of 53 random bits, the first draw on top.
    double nextDouble() {
        long high = next32();
        long low = next32() & 0xffff_ffffL;
        return (((high << 32) | low) & ((1L << 53) - 1)) * 0x1p-53;
    }

    private void refill() {
        for (int i = 0; i < SIZE; i++) {
            int mixed = (state[i] & 0x8000_0000) | (state[(i + 1) % SIZE] & 0x7fff_ffff);
            state[i] = state[(i + SHIFT) % SIZE] ^ (mixed >>> 1) ^ ((mixed & 1) == 0 ? 0 : TWIST);
        }
        next = 0;
    }
}
