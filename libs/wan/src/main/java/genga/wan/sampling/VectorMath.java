package genga.wan.sampling;

/// Single-precision logarithm, sine and cosine by the polynomials of the Cephes library (`logf.c`, `sinf.c`), which
/// torch's vectorised normal numbers are computed with. A correctly rounded function would differ in the last bit.
final class VectorMath {
    private static final float ROOT_HALF = 0.707106781186547524f;
    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.12194440e-4f;
    private static final float[] LOG = {
        7.0376836292e-2f,
        -1.1514610310e-1f,
        1.1676998740e-1f,
        -1.2420140846e-1f,
        1.4249322787e-1f,
        -1.6668057665e-1f,
        2.0000714765e-1f,
        -2.4999993993e-1f,
        3.3333331174e-1f
    };
    private static final float[] SINE = {-1.9515295891e-4f, 8.3321608736e-3f, -1.6666654611e-1f};
    private static final float[] COSINE = {2.443315711809948e-5f, -1.388731625493765e-3f, 4.166664568298827e-2f};
    private static final float FOUR_BY_PI = 1.27323954473516f;
    private static final float[] QUARTER_PI = {-0.78515625f, -2.4187564849853515625e-4f, -3.77489497744594108e-8f};

    private VectorMath() {}

    /// Natural logarithm of a positive normal float.
    static float log(float value) {
        int bits = Float.floatToRawIntBits(value);
        float exponent = (bits >>> 23) - 126;
        float x = Float.intBitsToFloat((bits & 0x807f_ffff) | 0x3f00_0000);
        if (x < ROOT_HALF) {
            exponent -= 1;
            x = x - 1 + x;
        } else {
            x = x - 1;
        }
        float z = x * x;
        float y = Math.fma(polynomial(LOG, x) * x, z, exponent * LN2_LOW);
        y = Math.fma(z, -0.5f, y);
        return Math.fma(exponent, LN2_HIGH, x + y);
    }

    /// Sine of an angle in 0..2 pi.
    static float sin(float angle) {
        int octant = octant(angle);
        float reduced = reduced(angle, octant);
        float value = (octant & 2) == 0 ? sinePolynomial(reduced) : cosinePolynomial(reduced);
        return (octant & 4) == 0 ? value : -value;
    }

    /// Cosine of an angle in 0..2 pi.
    static float cos(float angle) {
        int octant = octant(angle);
        float reduced = reduced(angle, octant);
        float value = (octant & 2) == 0 ? cosinePolynomial(reduced) : sinePolynomial(reduced);
        return ((octant + 2) & 4) == 0 ? value : -value;
    }

    /// The angle's eighth of the circle, rounded up to an even number.
    private static int octant(float angle) {
        return ((int) (angle * FOUR_BY_PI) + 1) & ~1;
    }

    private static float reduced(float angle, int octant) {
        float x = angle;
        for (float part : QUARTER_PI) {
            x = Math.fma(octant, part, x);
        }
        return x;
    }

    private static float sinePolynomial(float x) {
        float z = x * x;
        return Math.fma(polynomial(SINE, z) * z, x, x);
    }

    private static float cosinePolynomial(float x) {
        float z = x * x;
        float y = polynomial(COSINE, z) * z;
        return Math.fma(y, z, z * -0.5f) + 1;
    }

    private static float polynomial(float[] coefficients, float x) {
        float sum = coefficients[0];
        for (int i = 1; i < coefficients.length; i++) {
            sum = Math.fma(sum, x, coefficients[i]);
        }
        return sum;
    }
}
