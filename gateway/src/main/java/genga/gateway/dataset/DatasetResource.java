package genga.gateway.dataset;

import genga.contracts.document.DatasetManifest;
import genga.contracts.document.DatasetManifest.CaptionedClip;
import genga.contracts.document.TrainingRecipe;
import genga.contracts.fact.CacheRequested;
import genga.contracts.fact.ClipCut;
import genga.contracts.fact.DatasetFrozen;
import genga.contracts.fact.ProjectDefined;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.DatasetId;
import genga.contracts.vocabulary.StoredObject;
import genga.gateway.feed.Orders;
import genga.gateway.object.Documents;
import genga.gateway.problem.Refusal;
import genga.gateway.readmodel.ClipFacts;
import genga.gateway.readmodel.DatasetFacts;
import genga.gateway.readmodel.Datasets;
import genga.gateway.readmodel.Projects;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/// Datasets: frozen here, encoded elsewhere.
@Path("/v1")
@RunOnVirtualThread
class DatasetResource {

    private final Projects projects;
    private final DatasetContent content;
    private final Datasets datasets;
    private final Documents documents;
    private final Orders orders;

    DatasetResource(Projects projects, DatasetContent content, Datasets datasets, Documents documents, Orders orders) {
        this.projects = projects;
        this.content = content;
        this.datasets = datasets;
        this.documents = documents;
        this.orders = orders;
    }

    @POST
    @Path("/projects/{project}/datasets")
    @Operation(summary = "Freezes the kept, captioned clips and stills into a dataset")
    public RestResponse<DatasetView> freeze(@RestPath String project, DatasetOrder order) {
        ProjectDefined owner = projects.find(project).orElseThrow(() -> Refusal.unknown("project", project));
        DatasetContent.Chosen chosen = content.choose(project, order == null ? DatasetOrder.PLAIN : order);
        if (chosen.clips().isEmpty()) {
            throw Refusal.conflict(
                    "clips",
                    "at least one kept clip with a caption",
                    chosen.parts().isEmpty()
                            ? "none in project '%s'".formatted(project)
                            : "none of the medium that the parts are made of",
                    "upload a film, or wait until its clips are captioned, or ask for other parts");
        }
        DatasetId dataset = DatasetId.fresh();
        StoredObject manifest = manifest(owner, dataset, chosen);
        orders.place(new DatasetFrozen(
                orders.header("DatasetFrozen", dataset),
                dataset,
                owner.project(),
                chosen.clips().size(),
                chosen.parts(),
                manifest));
        return RestResponse.ResponseBuilder.<DatasetView>created(URI.create("/v1/datasets/" + dataset))
                .entity(dataset(dataset.value()))
                .build();
    }

    @GET
    @Path("/datasets/{dataset}")
    @Operation(summary = "One dataset")
    public DatasetView dataset(@RestPath String dataset) {
        return DatasetView.of(existing(dataset));
    }

    /// Asking twice for one base model is one order. A dataset is encoded for one base model only: what lies in its
    /// index belongs to that model's VAE and text encoder.
    @POST
    @Path("/datasets/{dataset}/cache")
    @Operation(summary = "Encodes a dataset for a base model")
    public RestResponse<DatasetView> cache(@RestPath String dataset, CacheOrder order) {
        DatasetFacts facts = existing(dataset);
        DatasetFrozen frozen = facts.frozen();
        String baseModel = order == null ? TrainingRecipe.NANO : order.baseModel();
        facts.requested().ifPresent(earlier -> refuseOther(dataset, earlier.baseModel(), baseModel));
        if (facts.requested().isEmpty()) {
            orders.place(new CacheRequested(
                    orders.header("CacheRequested", dataset, baseModel),
                    frozen.dataset(),
                    frozen.project(),
                    baseModel,
                    frozen.manifest()));
        }
        return RestResponse.ResponseBuilder.<DatasetView>created(URI.create("/v1/datasets/" + dataset))
                .entity(dataset(dataset))
                .build();
    }

    private static void refuseOther(String dataset, String known, String asked) {
        if (!known.equals(asked)) {
            throw Refusal.conflict(
                    "baseModel",
                    "'%s', for which dataset %s is encoded".formatted(known, dataset),
                    "'%s'".formatted(asked),
                    "freeze another dataset for another base model");
        }
    }

    private StoredObject manifest(ProjectDefined owner, DatasetId dataset, DatasetContent.Chosen chosen) {
        return documents.write(
                ObjectKeys.manifest(dataset),
                new DatasetManifest(
                        DatasetManifest.SCHEMA,
                        dataset,
                        owner.project(),
                        owner.triggerPhrase(),
                        chosen.parts(),
                        chosen.clips().stream().map(DatasetResource::captioned).toList()));
    }

    private DatasetFacts existing(String dataset) {
        return datasets.find(dataset).orElseThrow(() -> Refusal.unknown("dataset", dataset));
    }

    private static CaptionedClip captioned(ClipFacts facts) {
        ClipCut cut = facts.cut();
        String caption = facts.captioned()
                .map(fact -> fact.caption().text())
                .orElseThrow(() -> new IllegalStateException("clip %s has no caption".formatted(cut.clip())));
        return new CaptionedClip(cut.clip(), cut.medium(), cut.video(), cut.frames(), cut.resolution(), caption);
    }

    /// @param baseModel a directory name under the models folder
    record CacheOrder(String baseModel) {

        CacheOrder {
            baseModel = baseModel == null ? TrainingRecipe.NANO : baseModel;
            if (!baseModel.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,79}")) {
                throw new IllegalArgumentException(
                        "baseModel must be a directory name under the models folder, got '%s'".formatted(baseModel));
            }
        }
    }
}
