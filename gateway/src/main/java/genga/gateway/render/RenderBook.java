package genga.gateway.render;

import genga.contracts.document.RenderRecipe;
import genga.gateway.object.Documents;
import genga.gateway.readmodel.RenderFacts;
import genga.gateway.readmodel.Renders;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/// Renders with their recipes: what happened is in the read model, the recipe is an object.
@ApplicationScoped
public class RenderBook {

    private final Renders renders;
    private final Documents documents;

    RenderBook(Renders renders, Documents documents) {
        this.renders = renders;
        this.documents = documents;
    }

    public Optional<RenderView> find(String render) {
        return renders.find(render).map(this::view);
    }

    /// A project's, oldest first.
    public List<RenderView> of(String project) {
        return renders.of(project).stream().map(this::view).toList();
    }

    private RenderView view(RenderFacts facts) {
        return RenderView.of(facts, documents.read(facts.requested().recipe(), RenderRecipe.class));
    }
}
