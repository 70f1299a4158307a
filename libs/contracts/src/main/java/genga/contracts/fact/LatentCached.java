package genga.contracts.fact;

import genga.contracts.vocabulary.Bucket;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.DatasetId;
import genga.contracts.vocabulary.Progress;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.StoredObject;

/// A fragment was encoded by the VAE, or found encoded already.
///
/// @param item clip, bucket and first frame: `clip-..._768x416x21_00000`
public record LatentCached(
        FactHeader header,
        DatasetId dataset,
        ProjectId project,
        String item,
        ClipId clip,
        Bucket bucket,
        StoredObject latent,
        Progress progress)
        implements Fact {

    @Override
    public Topic topic() {
        return Topic.LATENTS_CACHED;
    }

    @Override
    public String key() {
        return dataset + "/" + item;
    }
}
