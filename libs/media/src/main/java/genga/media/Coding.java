package genga.media;

/// How pictures are pressed into a file.
public sealed interface Coding {
    /// H.264 in MP4 at a rate: small, for looking.
    ///
    /// @param bitsPerPixel bits spent on one pixel of one frame
    record Rate(double bitsPerPixel) implements Coding {
        public Rate {
            if (!(bitsPerPixel > 0 && bitsPerPixel <= 16)) {
                throw new IllegalArgumentException("bits per pixel must be in (0, 16], got " + bitsPerPixel);
            }
        }
    }

    /// H.264 in MP4, every frame equally fine, as large as that takes.
    ///
    /// @param quantizer 1 (finest) to 51; under about 18 nobody sees a difference
    record Quality(int quantizer) implements Coding {
        public Quality {
            if (quantizer < 1 || quantizer > 51) {
                throw new IllegalArgumentException("a quantizer is 1 to 51, got " + quantizer);
            }
        }
    }

    /// FFV1 in Matroska: every sample comes back as it went in.
    record Exact() implements Coding {}

    /// What a file of it is called: `mp4` or `mkv`.
    default String extension() {
        return switch (this) {
            case Rate rate -> "mp4";
            case Quality quality -> "mp4";
            case Exact exact -> "mkv";
        };
    }
}
