package genga.wan.dataset;

/// A still or clip as the planner sees it.
///
/// @param base file name without extension; names its cache files
/// @param size width and height as decoded
/// @param frames decoded frames; 1 for a still
public record Medium(String base, Resolution size, int frames) {
    public Medium {
        if (base.isBlank() || frames < 1) {
            throw new IllegalArgumentException(
                    "a medium needs a name and at least one frame, got '%s' with %d".formatted(base, frames));
        }
    }
}
