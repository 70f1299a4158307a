package genga.wan.vae;

import genga.wan.dataset.FrameCount;
import genga.wan.dataset.Resolution;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;

/// A clip or still as the VAE sees it, normalised: `[16, f, h, w]` with about unit variance, in row-major order.
///
/// @param frames f, one for the first frame and one for each four more
/// @param height h, an eighth of the picture's
/// @param width w, an eighth of the picture's
public record Latent(int frames, int height, int width, float[] values) {
    /// Latent channels of every Wan2.1 model.
    public static final int CHANNELS = 16;

    private static final int STRIDE = 8;

    public Latent {
        long needed = (long) CHANNELS * frames * height * width;
        if (frames < 1 || height < 1 || width < 1 || needed != values.length) {
            throw new IllegalArgumentException("a latent of [16, %d, %d, %d] needs %d values, got %d"
                    .formatted(frames, height, width, needed, values.length));
        }
        values = values.clone();
    }

    @Override
    public float[] values() {
        return values.clone();
    }

    /// Frames of the clip it decodes to.
    public FrameCount frameCount() {
        return new FrameCount(4 * (frames - 1) + 1);
    }

    /// Picture size it decodes to.
    public Resolution resolution() {
        return new Resolution(width * STRIDE, height * STRIDE);
    }

    /// As a tensor `[16, f, h, w]`.
    public Tensor tensor(TensorScope scope) {
        return Tensor.of(scope, values, CHANNELS, frames, height, width);
    }

    /// A tensor `[16, f, h, w]` or `[1, 16, f, h, w]` as a value.
    public static Latent of(Tensor latent_CFHW) {
        return new Latent(
                (int) latent_CFHW.size(-3),
                (int) latent_CFHW.size(-2),
                (int) latent_CFHW.size(-1),
                latent_CFHW.toFloats());
    }

    /// How many values a latent for that clip has; the length of its noise.
    public static int size(FrameCount frames, Resolution resolution) {
        requireSides(resolution);
        return CHANNELS * frames.latentFrames() * (resolution.height() / STRIDE) * (resolution.width() / STRIDE);
    }

    /// A latent of the right shape for that clip around given values, such as noise.
    public static Latent of(FrameCount frames, Resolution resolution, float[] values) {
        requireSides(resolution);
        return new Latent(frames.latentFrames(), resolution.height() / STRIDE, resolution.width() / STRIDE, values);
    }

    static void requireSides(Resolution resolution) {
        if (resolution.width() % STRIDE != 0 || resolution.height() % STRIDE != 0) {
            throw new IllegalArgumentException(
                    "the VAE needs sides divisible by 8 (16 for the transformer), got %s; take %s"
                            .formatted(resolution, resolution.nearest(2 * STRIDE)));
        }
    }
}
