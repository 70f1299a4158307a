package genga.gateway.clip;

import genga.contracts.fact.ClipCut;
import genga.contracts.fact.StillRequested;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.Crop;
import genga.contracts.vocabulary.Medium;
import genga.gateway.feed.Orders;
import genga.gateway.problem.Refusal;
import genga.gateway.readmodel.ClipFacts;
import genga.gateway.readmodel.Clips;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/// Stills made of parts of stills.
@Path("/v1")
@RunOnVirtualThread
class CropResource {

    /// What a crop's name has beyond that of its still.
    private static final int SUFFIX = 17;

    private static final int LONGEST_ID = 63;

    private final Clips clips;
    private final Orders orders;

    CropResource(Clips clips, Orders orders) {
        this.clips = clips;
        this.orders = orders;
    }

    /// The crop's name follows from still and part, so that asking twice makes one still.
    @POST
    @Path("/clips/{clip}/crops")
    @Operation(summary = "Makes a still out of a part of a still")
    public Response crop(@RestPath String clip, Crop crop) {
        ClipCut still = clips.find(clip).map(ClipFacts::cut).orElseThrow(() -> Refusal.unknown("clip", clip));
        check(still, crop);
        ClipId made = still.clip().cropped(crop);
        Optional<ClipFacts> known = clips.find(made.value());
        if (known.isPresent()) {
            return Response.ok(ClipView.of(known.get())).build();
        }
        orders.place(new StillRequested(orders.header("StillRequested", made), made, still, crop));
        return Response.accepted(new Wanted(made)).build();
    }

    private static void check(ClipCut still, Crop crop) {
        if (still.medium() != Medium.STILL || still.clip().value().length() + SUFFIX > LONGEST_ID) {
            throw Refusal.bad(
                    "clip",
                    "a whole still",
                    still.medium() == Medium.CLIP ? "a clip that moves" : "a still that is a crop itself",
                    "name a still as it was taken out of a film or brought along");
        }
        if (crop == null) {
            throw Refusal.bad("body", "a JSON object with x, y, width, height", "nothing", "say which part");
        }
        if (!crop.inside(still.resolution())) {
            throw Refusal.bad(
                    "body",
                    "a part of the picture, which has %s pixels".formatted(still.resolution()),
                    "%dx%d at %d,%d".formatted(crop.width(), crop.height(), crop.x(), crop.y()),
                    "move it or make it smaller");
        }
    }

    /// @param clip what the still will be called
    record Wanted(ClipId clip) {}
}
