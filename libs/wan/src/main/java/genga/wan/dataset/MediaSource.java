package genga.wan.dataset;

import java.nio.file.Path;
import java.util.Optional;

/// Where the media of a part, their captions and their caches lie.
///
/// @param directory folder of the media, or of the JSON lines file
/// @param listing a JSON lines file naming media and captions, if the part has one
/// @param captionExtension what replaces a medium's extension to name its caption file, such as `.txt`
/// @param cache folder of the cached latents and text embeddings
public record MediaSource(Path directory, Optional<Path> listing, Optional<String> captionExtension, Path cache) {}
