package genga.ingest;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/// How films are cut and clips are judged. The defaults, and why they are what they are, stand in
/// `application.properties`.
@ConfigMapping(prefix = "genga.ingest")
public interface IngestConfig {
    Shots shots();

    Clips clips();

    Stills stills();

    Collections collections();

    Watch watch();

    Learned learned();

    /// Where cuts are drawn.
    interface Shots {
        /// How many times its neighbours' mean a frame's content score must be.
        double ratio();

        /// Neighbours on each side that make that mean.
        int window();

        double leastContent();

        double leastSeconds();

        int guardFrames();
    }

    /// How clips are stored.
    interface Clips {
        /// Pixels of the longer side; larger films are scaled down to it.
        int longestSide();

        Master master();

        /// Of H.264: 1 (finest) to 51.
        int quantizer();

        /// Whether black bars are cut off.
        boolean cropBars();
    }

    /// What a clip's master is.
    enum Master {
        /// Visually lossless, in MP4.
        H264,
        /// Exact, in Matroska, many times as large.
        FFV1
    }

    /// Which stills are proposed.
    interface Stills {
        /// Whether the sharpest frame of each shot is.
        boolean propose();

        /// Whether only shots are looked at whose clip is not kept, so that no picture is learnt twice.
        boolean otherShotsOnly();
    }

    /// What a zip may be like.
    interface Collections {
        int entries();

        /// Bytes of one entry, unpacked.
        long entryBytes();

        /// Bytes of all entries, unpacked.
        long totalBytes();

        /// How many times smaller an entry may be packed.
        int ratio();
    }

    /// Models that a person brings along, ONNX files; without them nothing is missing.
    interface Learned {
        /// TransNetV2, to find cuts, fades and dissolves.
        Optional<Path> shots();

        /// A text detector of the PP-OCR family, to find subtitles and logos over the picture.
        Optional<Path> text();
    }

    /// A folder that films are put into.
    interface Watch {
        Optional<Path> folder();

        /// How long a file must not have changed to be taken.
        int settleSeconds();
    }
}
