package genga.curation.shot;

import genga.contracts.vocabulary.FrameRate;
import java.math.BigInteger;

/// The unit of a stream's timestamps, in seconds, as an exact fraction.
///
/// @param numerator seconds, at least 1
/// @param denominator units, at least 1
public record TimeBase(int numerator, int denominator) {
    public TimeBase {
        if (numerator < 1 || denominator < 1) {
            throw new IllegalArgumentException(
                    "time base must be a positive fraction, got %d/%d".formatted(numerator, denominator));
        }
    }

    /// Length of `units` in seconds.
    public double seconds(long units) {
        return (double) units * numerator / denominator;
    }

    /// Length of one frame in units, at least 1.
    public long frame(FrameRate rate) {
        double units = (double) denominator * rate.denominator() / ((double) numerator * rate.numerator());
        return Math.max(1, Math.round(units));
    }

    /// `units` as a number of frames of `rate`, rounded to nearest, halves away from zero: what FFmpeg's
    /// `fps` filter does with `round=near`.
    public long slots(long units, FrameRate rate) {
        BigInteger scaled =
                BigInteger.valueOf(Math.abs(units)).multiply(BigInteger.valueOf((long) numerator * rate.numerator()));
        BigInteger unit = BigInteger.valueOf((long) denominator * rate.denominator());
        long rounded = scaled.shiftLeft(1).add(unit).divide(unit.shiftLeft(1)).longValueExact();
        return units < 0 ? -rounded : rounded;
    }
}
