package genga.gateway.render;

import genga.contracts.document.RenderRecipe;
import genga.contracts.fact.ProjectDefined;
import genga.contracts.fact.RenderRequested;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.RenderId;
import genga.contracts.vocabulary.StoredObject;
import genga.gateway.feed.Orders;
import genga.gateway.object.Documents;
import genga.gateway.problem.Refusal;
import genga.gateway.readmodel.Projects;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/// Renders: ordered here, made elsewhere.
@Path("/v1")
@RunOnVirtualThread
class RenderResource {

    private final Projects projects;
    private final GroundFinder grounds;
    private final RenderBook book;
    private final Documents documents;
    private final Orders orders;

    RenderResource(Projects projects, GroundFinder grounds, RenderBook book, Documents documents, Orders orders) {
        this.projects = projects;
        this.grounds = grounds;
        this.book = book;
        this.documents = documents;
        this.orders = orders;
    }

    @POST
    @Path("/projects/{project}/renders")
    @Operation(summary = "Renders a clip, with a run's adapter if one is named")
    public RestResponse<RenderView> render(@RestPath String project, RenderOrder order) {
        ProjectDefined owner = projects.find(project).orElseThrow(() -> Refusal.unknown("project", project));
        if (order == null || order.prompt() == null || order.prompt().isBlank()) {
            throw Refusal.bad("prompt", "some words", "nothing", "say what the clip should show");
        }
        RenderRecipe recipe = order.recipe(grounds.of(owner, order));
        RenderId render = RenderId.fresh();
        StoredObject written = documents.write(ObjectKeys.renderRecipe(render), recipe);
        orders.place(new RenderRequested(orders.header("RenderRequested", render), render, owner.project(), written));
        return RestResponse.ResponseBuilder.<RenderView>created(URI.create("/v1/renders/" + render))
                .entity(render(render.value()))
                .build();
    }

    @GET
    @Path("/renders/{render}")
    @Operation(summary = "One render")
    public RenderView render(@RestPath String render) {
        return book.find(render).orElseThrow(() -> Refusal.unknown("render", render));
    }
}
