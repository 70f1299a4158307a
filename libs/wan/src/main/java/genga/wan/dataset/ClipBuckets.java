package genga.wan.dataset;

/// Which buckets clips get. (Stills always get the configured ones.)
public enum ClipBuckets {
    /// As `enable_bucket` and `bucket_no_upscale` say.
    AS_CONFIGURED,
    /// As musubi-tuner caches clips, whatever the two switches say: buckets on, small clips enlarged.
    AS_MUSUBI_CACHES
}
