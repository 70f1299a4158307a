package genga.ingest.clip;

import genga.contracts.vocabulary.StoredObject;

/// The objects of one clip.
///
/// @param video the clip or still itself
/// @param preview a small MP4; of a still, its poster
/// @param poster one frame as JPEG
/// @param strip a few frames side by side as one JPEG
record StoredPictures(StoredObject video, StoredObject preview, StoredObject poster, StoredObject strip) {}
