package genga.contracts.fact;

import genga.contracts.vocabulary.DatasetId;
import genga.contracts.vocabulary.DatasetPart;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.StoredObject;
import java.util.List;

/// Clips, captions and parts were written down for good.
///
/// @param manifest a [genga.contracts.document.DatasetManifest] as JSON
public record DatasetFrozen(
        FactHeader header,
        DatasetId dataset,
        ProjectId project,
        int clips,
        List<DatasetPart> parts,
        StoredObject manifest)
        implements Fact {

    public DatasetFrozen {
        parts = List.copyOf(parts);
    }

    @Override
    public Topic topic() {
        return Topic.DATASETS_FROZEN;
    }

    @Override
    public String key() {
        return dataset.value();
    }
}
