package genga.contracts.fact;

import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.RunId;
import genga.contracts.vocabulary.StoredObject;

/// A run rendered a clip with the adapter as it stands.
///
/// @param prompt index of the prompt in the recipe
public record PreviewRendered(
        FactHeader header, RunId run, ProjectId project, int step, int prompt, StoredObject clip, StoredObject poster)
        implements Fact {

    @Override
    public Topic topic() {
        return Topic.PREVIEWS_RENDERED;
    }

    @Override
    public String key() {
        return run + "/" + step + "/" + prompt;
    }
}
