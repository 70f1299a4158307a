package genga.wan.dataset;

/// A training item of an epoch.
///
/// @param part index of the dataset part
/// @param medium the clip or still it comes from
/// @param window its frames; start 0 and length 1 for a still
/// @param cacheFile name of its latent file in the part's cache folder
public record PlannedFragment(int part, Medium medium, Window window, Bucket bucket, String cacheFile) {}
