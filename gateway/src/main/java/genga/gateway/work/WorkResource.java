package genga.gateway.work;

import genga.contracts.fact.WorkCommanded;
import genga.gateway.feed.Orders;
import genga.gateway.problem.Refusal;
import genga.gateway.readmodel.Datasets;
import genga.gateway.readmodel.Films;
import genga.gateway.readmodel.Renders;
import genga.gateway.readmodel.Runs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/// Commands to work that runs or waits.
@Path("/v1/works")
@RunOnVirtualThread
class WorkResource {

    private final Films films;
    private final Datasets datasets;
    private final Runs runs;
    private final Renders renders;
    private final Orders orders;

    WorkResource(Films films, Datasets datasets, Runs runs, Renders renders, Orders orders) {
        this.films = films;
        this.datasets = datasets;
        this.runs = runs;
        this.renders = renders;
        this.orders = orders;
    }

    @POST
    @Path("/{work}/commands")
    @Operation(summary = "Asks something of the work on a film, dataset, run or render")
    public RestResponse<Void> command(@RestPath String work, CommandOrder order) {
        if (order == null || order.command() == null) {
            throw Refusal.bad("command", "CANCEL or SAVE_NOW", "nothing", "send {\"command\": \"CANCEL\"}");
        }
        boolean run = runs.find(work).isPresent();
        if (!run
                && films.find(work).isEmpty()
                && datasets.find(work).isEmpty()
                && renders.find(work).isEmpty()) {
            throw Refusal.unknown("film, dataset, run or render", work);
        }
        if (order.command() == WorkCommanded.Command.SAVE_NOW && !run) {
            throw Refusal.bad("command", "CANCEL; only a run can save", "SAVE_NOW", "send CANCEL or name a run");
        }
        orders.place(new WorkCommanded(
                orders.header("WorkCommanded", work, order.command(), UUID.randomUUID()), work, order.command()));
        return RestResponse.accepted();
    }

    /// What is wanted.
    record CommandOrder(WorkCommanded.Command command) {}
}
