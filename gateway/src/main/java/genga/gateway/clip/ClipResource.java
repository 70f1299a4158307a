package genga.gateway.clip;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import genga.contracts.fact.ProjectDefined;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.Verdict;
import genga.gateway.problem.Refusal;
import genga.gateway.problem.WholeNumber;
import genga.gateway.readmodel.ClipQuery;
import genga.gateway.readmodel.Clips;
import genga.gateway.readmodel.Projects;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/// Clips: cut, judged and captioned elsewhere, looked at here.
@Path("/v1")
@RunOnVirtualThread
class ClipResource {

    private static final List<String> VERDICTS = Arrays.stream(
                    Verdict.class.getAnnotation(JsonSubTypes.class).value())
            .map(JsonSubTypes.Type::name)
            .toList();

    private final Projects projects;
    private final Clips clips;

    ClipResource(Projects projects, Clips clips) {
        this.projects = projects;
        this.clips = clips;
    }

    @GET
    @Path("/projects/{project}/clips")
    @Operation(summary = "A page of a project's clips, by id")
    public Page clips(
            @RestPath String project,
            @RestQuery String verdict,
            @RestQuery String film,
            @RestQuery String after,
            @RestQuery String limit) {
        ProjectDefined owner = projects.find(project).orElseThrow(() -> Refusal.unknown("project", project));
        if (verdict != null && !VERDICTS.contains(verdict)) {
            throw Refusal.bad(
                    "verdict",
                    "one of " + String.join(", ", VERDICTS),
                    "'%s'".formatted(verdict),
                    "leave it out for all");
        }
        int most = WholeNumber.of("limit", limit, 100, 1, 1000);
        ClipQuery query = new ClipQuery(
                owner.project().value(),
                Optional.ofNullable(verdict),
                Optional.ofNullable(film),
                Optional.ofNullable(after),
                most + 1);
        List<ClipView> found = clips.page(query).stream().map(ClipView::of).toList();
        boolean more = found.size() > most;
        List<ClipView> page = more ? found.subList(0, most) : found;
        return new Page(page, more ? Optional.of(page.getLast().clip()) : Optional.empty());
    }

    @GET
    @Path("/clips/{clip}")
    @Operation(summary = "One clip")
    public ClipView clip(@RestPath String clip) {
        return clips.find(clip).map(ClipView::of).orElseThrow(() -> Refusal.unknown("clip", clip));
    }

    /// @param next what to give as `after` for the page behind this one; absent on the last
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Page(List<ClipView> clips, Optional<ClipId> next) {}
}
