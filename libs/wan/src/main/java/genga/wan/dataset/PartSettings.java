package genga.wan.dataset;

/// What stills and clips have in common.
///
/// @param resolution the training resolution; its area is what buckets keep
/// @param batchSize items of one bucket taken in one step
/// @param repeats how often each item occurs in an epoch
/// @param bucketing whether aspect ratios are kept by buckets
/// @param keepsSmall whether small pictures stay small instead of being enlarged; only with bucketing
public record PartSettings(Resolution resolution, int batchSize, int repeats, boolean bucketing, boolean keepsSmall) {
    public PartSettings {
        if (batchSize < 1 || repeats < 1) {
            throw new IllegalArgumentException(
                    "batch_size and num_repeats must be 1 or more, got %d and %d".formatted(batchSize, repeats));
        }
        keepsSmall = keepsSmall && bucketing;
    }

    /// The buckets the settings ask for.
    public BucketList buckets() {
        return bucketing ? BucketList.around(resolution, keepsSmall) : BucketList.single(resolution);
    }

    /// The buckets musubi-tuner caches clips in: it ignores both bucket switches there and enlarges small clips.
    public BucketList buckets(ClipBuckets rule) {
        return switch (rule) {
            case AS_CONFIGURED -> buckets();
            case AS_MUSUBI_CACHES -> BucketList.around(resolution, false);
        };
    }
}
