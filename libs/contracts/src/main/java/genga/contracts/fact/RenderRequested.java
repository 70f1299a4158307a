package genga.contracts.fact;

import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.RenderId;
import genga.contracts.vocabulary.StoredObject;

/// Someone wants a clip rendered.
///
/// @param recipe a [genga.contracts.document.RenderRecipe] as JSON
public record RenderRequested(FactHeader header, RenderId render, ProjectId project, StoredObject recipe)
        implements Fact {

    @Override
    public Topic topic() {
        return Topic.RENDERS_REQUESTED;
    }

    @Override
    public String key() {
        return render.value();
    }
}
