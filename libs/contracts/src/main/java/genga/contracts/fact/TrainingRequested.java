package genga.contracts.fact;

import genga.contracts.vocabulary.DatasetId;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.RunId;
import genga.contracts.vocabulary.StoredObject;

/// Someone wants an adapter trained.
///
/// @param cache a [genga.contracts.document.CacheIndex] as JSON
/// @param recipe a [genga.contracts.document.TrainingRecipe] as JSON
public record TrainingRequested(
        FactHeader header, RunId run, ProjectId project, DatasetId dataset, StoredObject cache, StoredObject recipe)
        implements Fact {

    @Override
    public Topic topic() {
        return Topic.TRAININGS_REQUESTED;
    }

    @Override
    public String key() {
        return run.value();
    }
}
