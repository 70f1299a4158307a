package genga.gateway.run;

import genga.contracts.document.TrainingRecipe;
import genga.contracts.fact.TrainingProgressed;
import genga.contracts.fact.TrainingRequested;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.RunId;
import genga.contracts.vocabulary.StoredObject;
import genga.gateway.feed.Orders;
import genga.gateway.object.Documents;
import genga.gateway.problem.Refusal;
import genga.gateway.problem.WholeNumber;
import genga.gateway.readmodel.DatasetFacts;
import genga.gateway.readmodel.Datasets;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/// Training runs: ordered here, run elsewhere.
@Path("/v1")
@RunOnVirtualThread
class RunResource {

    private final Datasets datasets;
    private final RunGroundFinder grounds;
    private final RunBook book;
    private final Documents documents;
    private final Orders orders;

    RunResource(Datasets datasets, RunGroundFinder grounds, RunBook book, Documents documents, Orders orders) {
        this.datasets = datasets;
        this.grounds = grounds;
        this.book = book;
        this.documents = documents;
        this.orders = orders;
    }

    @POST
    @Path("/datasets/{dataset}/runs")
    @Operation(summary = "Trains an adapter on an encoded dataset")
    public RestResponse<RunView> train(@RestPath String dataset, RunOrder order) {
        DatasetFacts facts = datasets.find(dataset).orElseThrow(() -> Refusal.unknown("dataset", dataset));
        if (order == null) {
            throw Refusal.bad("body", "a training recipe with at least a name", "nothing", "send {\"name\": \"...\"}");
        }
        RunGround ground = grounds.of(facts, order);
        TrainingRecipe recipe = order.recipe(ground);
        ground.requireFits(recipe);
        RunId run = RunId.fresh();
        StoredObject written = documents.write(ObjectKeys.trainingRecipe(run), recipe);
        orders.place(new TrainingRequested(
                orders.header("TrainingRequested", run),
                run,
                facts.frozen().project(),
                facts.frozen().dataset(),
                ground.cache(),
                written));
        return RestResponse.ResponseBuilder.<RunView>created(URI.create("/v1/runs/" + run))
                .entity(run(run.value()))
                .build();
    }

    @GET
    @Path("/runs/{run}")
    @Operation(summary = "One run with its checkpoints and previews")
    public RunView run(@RestPath String run) {
        return book.find(run).orElseThrow(() -> Refusal.unknown("run", run));
    }

    /// @param after the last step already known; 0 for all
    @GET
    @Path("/runs/{run}/losses")
    @Operation(summary = "A run's loss curve")
    public List<Loss> losses(@RestPath String run, @RestQuery String after, @RestQuery String limit) {
        int from = WholeNumber.of("after", after, 0, 0, Integer.MAX_VALUE);
        int most = WholeNumber.of("limit", limit, 50_000, 1, 50_000);
        return book.steps(run, from, most).orElseThrow(() -> Refusal.unknown("run", run)).stream()
                .map(Loss::of)
                .toList();
    }

    /// One step of the curve.
    record Loss(int step, double loss, double meanLoss, double gradientNorm, double learningRate) {
        static Loss of(TrainingProgressed fact) {
            return new Loss(fact.step(), fact.loss(), fact.meanLoss(), fact.gradientNorm(), fact.learningRate());
        }
    }
}
