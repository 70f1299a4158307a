package genga.contracts.fact;

import genga.contracts.vocabulary.DatasetId;
import genga.contracts.vocabulary.ProjectId;

/// Encoding of a dataset is over, well or badly.
public record CacheEnded(FactHeader header, DatasetId dataset, ProjectId project, CacheOutcome outcome)
        implements Fact {

    @Override
    public Topic topic() {
        return Topic.CACHES_ENDED;
    }

    @Override
    public String key() {
        return dataset.value();
    }
}
