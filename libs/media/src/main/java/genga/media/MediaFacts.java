package genga.media;

import genga.contracts.vocabulary.FrameRate;
import java.util.Objects;
import java.util.Optional;

/// What a container says about its video, read without decoding all of it. Counts and lengths here are claims;
/// true ones come from decoding ([VideoReader#countFrames]).
///
/// @param container FFmpeg's name of the container, e.g. `mov,mp4,m4a,3gp,3g2,mj2`
/// @param codec FFmpeg's name of the video codec, e.g. `h264`
/// @param coded size as stored, before rotation and pixel shape
/// @param shape rotation and pixel shape to be applied
/// @param rate nominal frame rate
/// @param claims length and frames as the container claims them
/// @param audio whether there is an audio stream
public record MediaFacts(
        String container, String codec, FrameSize coded, Shape shape, FrameRate rate, Claims claims, boolean audio) {
    public MediaFacts {
        Objects.requireNonNull(container);
        Objects.requireNonNull(codec);
    }

    /// How stored pixels become a picture on screen.
    ///
    /// @param rotation clockwise degrees: 0, 90, 180 or 270
    /// @param pixelWidth sample aspect ratio, numerator
    /// @param pixelHeight sample aspect ratio, denominator
    public record Shape(int rotation, int pixelWidth, int pixelHeight) {
        public Shape {
            if (rotation % 90 != 0 || rotation < 0 || rotation > 270) {
                throw new IllegalArgumentException("rotation must be 0, 90, 180 or 270 degrees, got " + rotation);
            }
            if (pixelWidth < 1 || pixelHeight < 1) {
                throw new IllegalArgumentException(
                        "pixel shape must be a positive fraction, got %d/%d".formatted(pixelWidth, pixelHeight));
            }
        }

        /// Size on screen of a picture stored as `coded`: pixels made square by changing the width, then turned.
        public FrameSize display(FrameSize coded) {
            long width = Math.max(1, Math.round((double) coded.width() * pixelWidth / pixelHeight));
            int squared = (int) Math.min(width, Integer.MAX_VALUE);
            return rotation % 180 == 0
                    ? new FrameSize(squared, coded.height())
                    : new FrameSize(coded.height(), squared);
        }
    }

    /// @param seconds claimed length, empty when the container has none
    /// @param frames claimed count of frames, empty when the container has none
    public record Claims(Optional<Double> seconds, Optional<Long> frames) {}

    /// Size on screen.
    public FrameSize display() {
        return shape.display(coded);
    }
}
