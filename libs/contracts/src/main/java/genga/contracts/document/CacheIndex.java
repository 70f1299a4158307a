package genga.contracts.document;

import genga.contracts.vocabulary.Bucket;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.DatasetId;
import genga.contracts.vocabulary.StoredObject;
import java.util.List;

/// Everything a trainer reads: one entry per training item, in the order that epochs are drawn from.
///
/// @param baseModel whose VAE and text encoder made the files
/// @param lost      fragments that a part asked for and did not get
public record CacheIndex(int schema, DatasetId dataset, String baseModel, List<Item> items, List<LostFragment> lost) {

    public static final int SCHEMA = 1;

    public CacheIndex {
        items = List.copyOf(items);
        lost = List.copyOf(lost);
    }

    /// @param item    clip, bucket and first frame: `clip-..._768x416x21_00000`
    /// @param part    index of the dataset part
    /// @param repeats how often the item counts in an epoch
    /// @param latent  safetensors, `latents_{F}x{H}x{W}_{dtype}` of shape `[16, F, H, W]`
    /// @param text    safetensors, `varlen_t5_{dtype}` of shape `[L, D]`
    public record Item(
            String item, ClipId clip, int part, Bucket bucket, int repeats, StoredObject latent, StoredObject text) {}

    /// @param reason `too_short` or `duplicate_crop`, with the numbers
    public record LostFragment(ClipId clip, int part, int targetFrames, String reason) {}
}
