package genga.contracts.document;

import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.DatasetId;
import genga.contracts.vocabulary.DatasetPart;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.Resolution;
import genga.contracts.vocabulary.StoredObject;
import genga.contracts.vocabulary.TriggerPhrase;
import java.util.List;

/// A dataset, frozen: which clips with which captions, looked at in which parts. Never changed once written.
///
/// @param clips sorted by id, so that everything that follows is in one order
public record DatasetManifest(
        int schema,
        DatasetId dataset,
        ProjectId project,
        TriggerPhrase triggerPhrase,
        List<DatasetPart> parts,
        List<CaptionedClip> clips) {

    public static final int SCHEMA = 1;

    public DatasetManifest {
        parts = List.copyOf(parts);
        clips = List.copyOf(clips);
    }

    /// @param frames decoded from the stored clip
    public record CaptionedClip(
            ClipId clip, Medium medium, StoredObject video, int frames, Resolution resolution, String caption) {
        public CaptionedClip {
            medium = medium == null ? Medium.CLIP : medium;
        }
    }
}
