package genga.contracts.fact;

import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.DatasetId;
import genga.contracts.vocabulary.Progress;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.StoredObject;

/// A caption was encoded by the text encoder, or found encoded already.
///
/// @param item the clip
/// @param tokens of the caption, `</s>` included
public record TextCached(
        FactHeader header,
        DatasetId dataset,
        ProjectId project,
        String item,
        ClipId clip,
        int tokens,
        StoredObject text,
        Progress progress)
        implements Fact {

    @Override
    public Topic topic() {
        return Topic.TEXTS_CACHED;
    }

    @Override
    public String key() {
        return dataset + "/" + item;
    }
}
