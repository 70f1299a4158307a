package genga.contracts.fact;

import genga.contracts.vocabulary.DatasetId;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.StoredObject;

/// Someone wants a dataset encoded for training.
///
/// @param baseModel directory name under the models folder
public record CacheRequested(
        FactHeader header, DatasetId dataset, ProjectId project, String baseModel, StoredObject manifest)
        implements Fact {

    @Override
    public Topic topic() {
        return Topic.CACHES_REQUESTED;
    }

    @Override
    public String key() {
        return dataset.value();
    }
}
