package genga.wan.optimizer;

import java.util.Arrays;

/// The 256 numbers an eight-bit state value can be, in rising order: seven decades, each ten times as wide as the
/// last and cut twice as finely, so that both tiny and large values keep their relative precision.
///
/// Source: Dettmers et al., "8-bit Optimizers via Block-wise Quantization", 2021, the dynamic tree type as the
/// bitsandbytes library cuts it: the middles of equal parts of [0.1, 1], times 10⁻⁶ to 1, with 0 and 1.
final class DynamicCode {
    private static final int DECADES = 7;
    private static final int SIZE = 256;
    private static final double LOW = 0.1;

    private DynamicCode() {}

    /// Codes of -1 to 1, for moving means of gradients.
    static float[] signed() {
        return table(1, true);
    }

    /// Codes of 0 to 1, for moving means of squares.
    static float[] unsigned() {
        return table(2, false);
    }

    private static float[] table(int firstParts, boolean signed) {
        float[] codes = new float[SIZE];
        int at = 0;
        codes[at++] = 0;
        codes[at++] = 1;
        for (int decade = 0; decade < DECADES; decade++) {
            int parts = firstParts << decade;
            double scale = Math.pow(10, decade - (DECADES - 1));
            for (int part = 0; part < parts; part++) {
                double middle = LOW + (1 - LOW) * (part + 0.5) / parts;
                codes[at++] = (float) (scale * middle);
                if (signed) {
                    codes[at++] = (float) (-scale * middle);
                }
            }
        }
        Arrays.sort(codes);
        return codes;
    }
}
