package genga.gateway.clip;

import genga.contracts.fact.CaptionRequested;
import genga.contracts.fact.ClipCut;
import genga.contracts.fact.ClipRuled;
import genga.contracts.fact.Fact;
import genga.contracts.fact.FactHeader;
import genga.contracts.fact.ProjectDefined;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.Ruling;
import genga.gateway.feed.Orders;
import genga.gateway.problem.Refusal;
import genga.gateway.readmodel.ClipFacts;
import genga.gateway.readmodel.Clips;
import genga.gateway.readmodel.Projects;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/// What people decide on clips and stills.
@Path("/v1")
@RunOnVirtualThread
class RulingResource {

    private static final int MOST = 10_000;

    private final Projects projects;
    private final Clips clips;
    private final Orders orders;

    RulingResource(Projects projects, Clips clips, Orders orders) {
        this.projects = projects;
        this.clips = clips;
        this.orders = orders;
    }

    @PUT
    @Path("/clips/{clip}/ruling")
    @Operation(summary = "Says whether a clip is kept, whatever its verdict")
    public ClipView rule(@RestPath String clip, RulingOrder order) {
        ClipFacts facts = clips.find(clip).orElseThrow(() -> Refusal.unknown("clip", clip));
        Ruling ruling = given(order == null ? null : order.ruling());
        ProjectDefined owner = project(facts.cut().project().value());
        orders.placeAll(ruled(owner, facts, ruling));
        return clips.find(clip).map(ClipView::of).orElseThrow(() -> Refusal.unknown("clip", clip));
    }

    @POST
    @Path("/projects/{project}/rulings")
    @Operation(summary = "Says of many clips whether they are kept; all of them are ruled or none")
    public Ruled rule(@RestPath String project, RulingsOrder order) {
        ProjectDefined owner = project(project);
        Ruling ruling = given(order == null ? null : order.ruling());
        Set<String> wanted =
                order.clips().stream().map(ClipId::value).collect(Collectors.toCollection(LinkedHashSet::new));
        if (wanted.isEmpty() || order.clips().size() > MOST) {
            throw Refusal.bad(
                    "clips",
                    "1 to %d clips".formatted(MOST),
                    order.clips().size(),
                    "name the clips, in several calls where there are more");
        }
        List<ClipFacts> found = clips.find(project, wanted);
        refuseUnknown(project, order.clips(), found);
        orders.placeAll(found.stream()
                .flatMap(facts -> ruled(owner, facts, ruling).stream())
                .toList());
        return new Ruled(found.size());
    }

    private ProjectDefined project(String project) {
        return projects.find(project).orElseThrow(() -> Refusal.unknown("project", project));
    }

    private static Ruling given(Ruling ruling) {
        if (ruling == null) {
            throw Refusal.bad("ruling", "KEEP, REJECT or AS_SCREENED", "nothing", "send {\"ruling\": \"KEEP\"}");
        }
        return ruling;
    }

    private static void refuseUnknown(String project, List<ClipId> wanted, List<ClipFacts> found) {
        Set<ClipId> known = found.stream().map(facts -> facts.cut().clip()).collect(Collectors.toSet());
        for (int i = 0; i < wanted.size(); i++) {
            if (!known.contains(wanted.get(i))) {
                throw Refusal.bad(
                        "clips[%d]".formatted(i),
                        "a clip of project " + project,
                        "'%s'".formatted(wanted.get(i)),
                        "leave it out; nothing was ruled");
            }
        }
    }

    /// Who keeps a clip wants it captioned. The request is named as ingest names it, so that asking twice is asking
    /// once.
    private List<Fact> ruled(ProjectDefined project, ClipFacts facts, Ruling ruling) {
        ClipCut cut = facts.cut();
        FactHeader header = orders.header("ClipRuled", cut.clip(), UUID.randomUUID());
        List<Fact> told = new ArrayList<>();
        told.add(new ClipRuled(header, cut.clip(), cut.project(), ruling));
        if (ruling == Ruling.KEEP && facts.captioned().isEmpty()) {
            told.add(new CaptionRequested(
                    orders.header("CaptionRequested", cut.clip()),
                    cut.clip(),
                    cut.project(),
                    project.triggerPhrase(),
                    cut.medium(),
                    cut.video()));
        }
        return told;
    }

    /// What is wanted of one clip.
    record RulingOrder(Ruling ruling) {}

    /// What is wanted of many clips.
    record RulingsOrder(Ruling ruling, List<ClipId> clips) {
        RulingsOrder {
            clips = clips == null ? List.of() : List.copyOf(clips);
        }
    }

    /// @param ruled clips
    record Ruled(int ruled) {}
}
