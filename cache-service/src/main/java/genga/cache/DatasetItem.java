package genga.cache;

import genga.contracts.document.DatasetManifest.CaptionedClip;
import genga.contracts.vocabulary.Bucket;
import genga.wan.dataset.PlannedFragment;

/// A fragment of a clip as it becomes one training item.
///
/// @param firstFrame of the clip, counted from 0
record DatasetItem(CaptionedClip clip, int firstFrame, Bucket bucket) {

    static DatasetItem of(PlannedFragment fragment, CaptionedClip clip) {
        genga.wan.dataset.Bucket bucket = fragment.bucket();
        return new DatasetItem(
                clip,
                fragment.window().start(),
                new Bucket(
                        bucket.resolution().width(),
                        bucket.resolution().height(),
                        bucket.frames().value()));
    }

    /// Clip, bucket and first frame: `clip-..._768x416x21_00000`.
    String name() {
        return "%s_%s_%05d".formatted(clip.clip(), bucket, firstFrame);
    }
}
