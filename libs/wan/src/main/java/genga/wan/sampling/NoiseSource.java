package genga.wan.sampling;

/// Standard normal numbers for one run, drawn in order.
@FunctionalInterface
public interface NoiseSource {
    /// `count` fresh independent numbers with mean 0 and variance 1.
    float[] normal(int count);
}
