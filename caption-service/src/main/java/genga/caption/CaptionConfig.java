package genga.caption;

import io.smallrye.config.ConfigMapping;

/// How captions are made. Defaults stand in `application.properties`.
@ConfigMapping(prefix = "genga.caption")
interface CaptionConfig {
    /// Clips looked at at the same time in this process.
    int atOnce();
}
