package genga.gateway.dataset;

import genga.gateway.problem.Refusal;
import genga.gateway.readmodel.Projects;
import genga.store.ObjectStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/// What a project has gathered, to be trained on elsewhere.
@Path("/v1")
@RunOnVirtualThread
class ExportResource {

    private final Projects projects;
    private final DatasetContent content;
    private final ObjectStore store;

    ExportResource(Projects projects, DatasetContent content, ObjectStore store) {
        this.projects = projects;
        this.content = content;
        this.store = store;
    }

    @GET
    @Path("/projects/{project}/export")
    @Produces("application/zip")
    @Operation(summary = "The kept clips and stills with captions, as a zip that musubi-tuner reads")
    public Response export(@RestPath String project) {
        if (projects.find(project).isEmpty()) {
            throw Refusal.unknown("project", project);
        }
        DatasetContent.Chosen all = content.everything(project);
        if (all.clips().isEmpty()) {
            throw Refusal.conflict(
                    "clips",
                    "at least one kept clip or still with a caption",
                    "none in project '%s'".formatted(project),
                    "upload a film or wait until its clips are captioned");
        }
        return Response.ok((StreamingOutput) new Export(store, all)::writeTo)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s.zip\"".formatted(project))
                .build();
    }
}
