package genga.gateway.clip;

import com.fasterxml.jackson.annotation.JsonInclude;
import genga.contracts.fact.ProjectDefined;
import genga.contracts.vocabulary.Medium;
import genga.gateway.problem.Choice;
import genga.gateway.problem.Refusal;
import genga.gateway.readmodel.ClipBriefs;
import genga.gateway.readmodel.ClipFacts;
import genga.gateway.readmodel.ClipFilter;
import genga.gateway.readmodel.ClipOrder;
import genga.gateway.readmodel.ClipQuery;
import genga.gateway.readmodel.Clips;
import genga.gateway.readmodel.Projects;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/// Clips: cut, judged and captioned elsewhere, looked at here.
@Path("/v1")
@RunOnVirtualThread
class ClipResource {

    private final Projects projects;
    private final Clips clips;
    private final ClipBriefs briefs;

    ClipResource(Projects projects, Clips clips, ClipBriefs briefs) {
        this.projects = projects;
        this.clips = clips;
        this.briefs = briefs;
    }

    @GET
    @Path("/projects/{project}/clips")
    @Operation(summary = "A page of a project's clips and stills, by id or by a measure")
    public Page clips(@RestPath String project, @BeanParam ClipsWanted wanted) {
        ProjectDefined owner = projects.find(project).orElseThrow(() -> Refusal.unknown("project", project));
        int most = wanted.most();
        ClipOrder order = wanted.order();
        ClipQuery query = new ClipQuery(owner.project().value(), wanted.filter(), order, most + 1);
        List<ClipFacts> found = clips.page(query);
        List<ClipFacts> page = found.subList(0, Math.min(most, found.size()));
        Optional<String> next =
                found.size() > most ? Optional.of(ClipsWanted.next(order, page.getLast())) : Optional.empty();
        return new Page(page.stream().map(ClipView::of).toList(), next);
    }

    @GET
    @Path("/projects/{project}/clips/brief")
    @Operation(summary = "All of a project's clips and stills, with little said of each")
    public BriefView brief(@RestPath String project, @RestQuery String standing, @RestQuery String medium) {
        ProjectDefined owner = projects.find(project).orElseThrow(() -> Refusal.unknown("project", project));
        ClipFilter filter = new ClipFilter(
                Choice.of("standing", standing, Standings.LABELS),
                Choice.of("medium", medium, Medium.class),
                Optional.empty());
        return BriefView.of(briefs.of(owner.project().value(), filter));
    }

    @GET
    @Path("/clips/{clip}")
    @Operation(summary = "One clip or still")
    public ClipView clip(@RestPath String clip) {
        return clips.find(clip).map(ClipView::of).orElseThrow(() -> Refusal.unknown("clip", clip));
    }

    /// @param next what to give as `after` for the page behind this one; absent on the last
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Page(List<ClipView> clips, Optional<String> next) {}
}
