package genga.gateway.screening;

import genga.contracts.fact.ProjectDefined;
import genga.contracts.fact.ScreeningDefined;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.DatasetPart;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.ScreeningThresholds;
import genga.gateway.feed.Orders;
import genga.gateway.object.Documents;
import genga.gateway.problem.Choice;
import genga.gateway.problem.Refusal;
import genga.gateway.problem.WholeNumber;
import genga.gateway.readmodel.ClipBriefs;
import genga.gateway.readmodel.ClipFilter;
import genga.gateway.readmodel.Measure;
import genga.gateway.readmodel.Projects;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/// What a project's clips must be like: looked at, tried out and set here, applied by ingest.
@Path("/v1")
@RunOnVirtualThread
class ScreeningResource {

    private final Projects projects;
    private final ClipBriefs briefs;
    private final Documents documents;
    private final Orders orders;

    ScreeningResource(Projects projects, ClipBriefs briefs, Documents documents, Orders orders) {
        this.projects = projects;
        this.briefs = briefs;
        this.documents = documents;
        this.orders = orders;
    }

    @GET
    @Path("/projects/{project}/screening")
    @Operation(summary = "What clips must be like, and which dataset parts are in force")
    public ScreeningView screening(@RestPath String project) {
        return ScreeningView.of(
                Criteria.inForce(projects, existing(project).project().value()));
    }

    /// The document is written before the fact is sent: who judges by the one must find the other.
    @PUT
    @Path("/projects/{project}/screening")
    @Operation(summary = "Says what clips must be like; all of them are judged anew")
    public ScreeningView define(@RestPath String project, ScreeningOrder order) {
        ProjectDefined owner = existing(project);
        Criteria criteria = asked(project, order);
        ScreeningDefined defined = new ScreeningDefined(
                orders.header("ScreeningDefined", owner.project(), UUID.randomUUID()),
                owner.project(),
                criteria.thresholds(),
                criteria.parts());
        documents.write(ObjectKeys.screening(owner.project()), defined);
        orders.place(defined);
        return ScreeningView.of(criteria);
    }

    @POST
    @Path("/projects/{project}/screening/preview")
    @Operation(summary = "What these criteria would make of the clips, changing nothing")
    public Judgement preview(@RestPath String project, ScreeningOrder order) {
        existing(project);
        return Judgement.of(briefs.of(project, ClipFilter.ALL), asked(project, order));
    }

    @GET
    @Path("/projects/{project}/measures")
    @Operation(summary = "How one measure is distributed over the clips")
    public Histogram measures(
            @RestPath String project, @RestQuery String measure, @RestQuery String bins, @RestQuery String medium) {
        existing(project);
        Measure wanted = Measure.named(measure == null ? "" : measure)
                .orElseThrow(() -> Refusal.bad(
                        "measure",
                        "one of " + Measure.labels(),
                        measure == null ? "nothing" : "'%s'".formatted(measure),
                        "add ?measure=motion to the address, say"));
        int count = WholeNumber.of("bins", bins, 40, 1, 200);
        Medium kind = Choice.of("medium", medium, Medium.class).orElse(Medium.CLIP);
        return Histogram.of(
                wanted,
                count,
                briefs.of(project, ClipFilter.of(kind)),
                Histogram.Threshold.of(wanted, kind, Criteria.inForce(projects, project)));
    }

    private ProjectDefined existing(String project) {
        return projects.find(project).orElseThrow(() -> Refusal.unknown("project", project));
    }

    private Criteria asked(String project, ScreeningOrder order) {
        if (order == null) {
            throw Refusal.bad(
                    "body", "a JSON object with thresholds, parts or both", "nothing", "send {\"thresholds\": {...}}");
        }
        return order.over(Criteria.inForce(projects, project));
    }

    /// @param defaults the thresholds of a project where nobody set any
    record ScreeningView(ScreeningThresholds thresholds, List<DatasetPart> parts, ScreeningThresholds defaults) {
        static ScreeningView of(Criteria criteria) {
            return new ScreeningView(criteria.thresholds(), criteria.parts(), ScreeningThresholds.usual());
        }
    }
}
