package genga.ingest;

import io.smallrye.config.ConfigMapping;

/// How films are cut and clips are judged. The defaults, and why they are what they are, stand in
/// `application.properties`.
@ConfigMapping(prefix = "genga.ingest")
public interface IngestConfig {
    Shots shots();

    Clips clips();

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

        double bitsPerPixel();
    }
}
