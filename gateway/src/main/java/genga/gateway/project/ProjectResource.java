package genga.gateway.project;

import genga.contracts.fact.ProjectDefined;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.TriggerPhrase;
import genga.gateway.feed.Orders;
import genga.gateway.object.Documents;
import genga.gateway.problem.Refusal;
import genga.gateway.readmodel.Projects;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/// Projects: a style someone works on.
@Path("/v1")
@RunOnVirtualThread
class ProjectResource {

    private static final int LONGEST_NAME = 100;

    private final Projects projects;
    private final Journeys journeys;
    private final Documents documents;
    private final Orders orders;

    ProjectResource(Projects projects, Journeys journeys, Documents documents, Orders orders) {
        this.projects = projects;
        this.journeys = journeys;
        this.documents = documents;
        this.orders = orders;
    }

    @POST
    @Path("/projects")
    @Operation(summary = "Defines a project")
    public RestResponse<Defined> define(ProjectOrder order) {
        if (order == null) {
            throw Refusal.bad(
                    "body", "a JSON object with name and triggerPhrase", "nothing", "send {\"name\": \"...\", ...}");
        }
        if (order.triggerPhrase() == null) {
            throw Refusal.bad(
                    "triggerPhrase", "the first words of every caption", "nothing", "add \"triggerPhrase\": \"...\"");
        }
        String name = checked(order.name());
        ProjectId project = ProjectId.fresh();
        ProjectDefined defined =
                new ProjectDefined(orders.header("ProjectDefined", project), project, name, order.triggerPhrase());
        documents.write(ObjectKeys.project(project), defined);
        orders.place(defined);
        return RestResponse.ResponseBuilder.<Defined>created(URI.create("/v1/projects/" + project))
                .entity(new Defined(project, name, order.triggerPhrase()))
                .build();
    }

    @GET
    @Path("/projects")
    @Operation(summary = "All projects")
    public List<ProjectView> all() {
        return projects.all().stream().map(ProjectView::of).toList();
    }

    @GET
    @Path("/projects/{project}")
    @Operation(summary = "One project with its whole journey")
    public JourneyView journey(@RestPath String project) {
        return projects.find(project).map(journeys::of).orElseThrow(() -> Refusal.unknown("project", project));
    }

    private static String checked(String name) {
        if (name == null || name.isBlank()) {
            throw Refusal.bad("name", "1 to %d characters".formatted(LONGEST_NAME), "nothing", "give the style a name");
        }
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.bad(
                    "name",
                    "1 to %d characters, none of them control characters".formatted(LONGEST_NAME),
                    "%d characters".formatted(name.length()),
                    "give a shorter or cleaner name");
        }
        return name.strip();
    }

    /// What a person asks of a new project.
    record ProjectOrder(String name, TriggerPhrase triggerPhrase) {}

    /// A project that was just defined.
    record Defined(ProjectId project, String name, TriggerPhrase triggerPhrase) {}
}
