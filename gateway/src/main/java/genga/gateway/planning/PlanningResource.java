package genga.gateway.planning;

import genga.contracts.fact.ProjectDefined;
import genga.contracts.fact.ScreeningDefined;
import genga.contracts.vocabulary.DatasetPart;
import genga.contracts.vocabulary.Medium;
import genga.gateway.dataset.PartOrder;
import genga.gateway.problem.Refusal;
import genga.gateway.problem.WholeNumber;
import genga.gateway.readmodel.ClipBrief;
import genga.gateway.readmodel.ClipBriefs;
import genga.gateway.readmodel.ClipFilter;
import genga.gateway.readmodel.Projects;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/// Which sizes and lengths of fragments suit a project's clips, and what each choice costs.
@Path("/v1")
@RunOnVirtualThread
class PlanningResource {

    private static final int USUAL_AREA = 400_000;
    private static final int LARGEST_AREA = 4_000_000;
    private static final int LONGEST = 161;

    private final Projects projects;
    private final ClipBriefs briefs;

    PlanningResource(Projects projects, ClipBriefs briefs) {
        this.projects = projects;
        this.briefs = briefs;
    }

    @GET
    @Path("/projects/{project}/resolutions")
    @Operation(summary = "Sizes and lengths of fragments that suit the clips, with what they cost")
    public ResolutionsView resolutions(@RestPath String project, @RestQuery String area, @RestQuery String frames) {
        existing(project);
        int most = WholeNumber.of("area", area, USUAL_AREA, 64 * 64, LARGEST_AREA);
        int length = WholeNumber.of("frames", frames, 81, 1, LONGEST);
        if (length % 4 != 1) {
            throw Refusal.bad("frames", "4n+1 (1, 5, 9, ... 81)", length, "take the nearest of them");
        }
        List<ClipBrief> clips = briefs.of(project, ClipFilter.of(Medium.CLIP));
        List<ClipBrief> kept = clips.stream().filter(ClipBrief::kept).toList();
        double aspect = middleAspect(kept.isEmpty() ? clips : kept);
        List<Resolutions.Pair> pairs = Resolutions.of(aspect, most, length);
        Resolutions.Pair best = pairs.getFirst();
        List<Rung> ladder = Ladder.of(kept).stream()
                .map(rung -> new Rung(
                        rung.frames(),
                        Resolutions.tokens(best.width(), best.height(), rung.frames()),
                        rung.clips(),
                        rung.lost()))
                .toList();
        return new ResolutionsView(aspect, pairs, ladder, VideoMemory.NOTE);
    }

    @POST
    @Path("/projects/{project}/fit")
    @Operation(summary = "Which kept clips each part would lose, and why")
    public FitView fit(@RestPath String project, FitOrder order) {
        ProjectDefined owner = existing(project);
        List<DatasetPart> parts = order == null || order.parts().isEmpty()
                ? projects.screening(project).map(ScreeningDefined::parts).orElse(List.of())
                : order.parts().stream().map(PartOrder::whole).toList();
        if (parts.isEmpty()) {
            throw Refusal.bad("parts", "at least one part", "none, and none is in force", "name the parts");
        }
        ClipFilter kept = new ClipFilter(Optional.of("Kept"), Optional.empty(), Optional.empty());
        List<ClipBrief> clips = briefs.of(owner.project().value(), kept);
        return new FitView(parts.stream().map(part -> PartFit.of(part, clips)).toList());
    }

    private ProjectDefined existing(String project) {
        return projects.find(project).orElseThrow(() -> Refusal.unknown("project", project));
    }

    private static double middleAspect(List<ClipBrief> clips) {
        if (clips.isEmpty()) {
            throw Refusal.conflict(
                    "clips", "at least one clip", "none", "bring in a film or wait until its first clip is cut");
        }
        double[] aspects = clips.stream()
                .mapToDouble(clip ->
                        (double) clip.resolution().width() / clip.resolution().height())
                .sorted()
                .toArray();
        return aspects[(aspects.length - 1) / 2];
    }

    /// @param parts none: those in force
    record FitOrder(List<PartOrder> parts) {
        FitOrder {
            parts = PartOrder.checked(parts);
        }
    }

    record FitView(List<PartFit> parts) {}

    /// @param tokens of a fragment in the best of the resolutions
    record Rung(int frames, long tokens, int clips, int lost) {}

    /// @param aspect of the middle clip
    /// @param note   what the words on memory are worth
    record ResolutionsView(double aspect, List<Resolutions.Pair> resolutions, List<Rung> ladder, String note) {}
}
