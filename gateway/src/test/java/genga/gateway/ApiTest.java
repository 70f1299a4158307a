package genga.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import genga.contracts.fact.CacheRequested;
import genga.contracts.fact.DatasetFrozen;
import genga.contracts.fact.Fact;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.fact.ProjectDefined;
import genga.contracts.fact.RenderRequested;
import genga.contracts.fact.TrainingRequested;
import genga.contracts.fact.WorkCommanded;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.DatasetId;
import genga.contracts.vocabulary.FilmId;
import genga.gateway.readmodel.ReadModel;
import genga.store.ContentType;
import genga.store.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Studio.class)
class ApiTest {

    @Inject
    ReadModel readModel;

    @Inject
    ObjectStore store;

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector broker;

    @Test
    void aProjectThatWasJustDefinedCanBeReadAtOnce() {
        String project = given().contentType("application/json")
                .body("{\"name\": \"Paper lanterns\", \"triggerPhrase\": \"Lantern style\"}")
                .post("/v1/projects")
                .then()
                .statusCode(201)
                .body("triggerPhrase", equalTo("Lantern style."))
                .extract()
                .path("project");

        given().get("/v1/projects/" + project)
                .then()
                .statusCode(200)
                .body("name", equalTo("Paper lanterns"))
                .body("films", hasSize(0))
                .body("captioned", equalTo(0));
        assertThat(sent(ProjectDefined.class))
                .anySatisfy(fact -> assertThat(fact.project().value()).isEqualTo(project));
    }

    @Test
    void anUploadIsStoredUnderItsIdAndItsNameIsOnlyAName() {
        Story story = told();
        byte[] bytes = new byte[300_000];

        String film = given().contentType("video/mp4")
                .queryParam("name", "../../\u00e9t\u00e9 \u539f\u753b.mp4")
                .body(bytes)
                .post("/v1/projects/{project}/films", story.project.value())
                .then()
                .statusCode(201)
                .body("size", equalTo(300_000))
                .extract()
                .path("film");

        assertThat(store.find(ObjectKeys.filmSource(new FilmId(film)))).isPresent();
        assertThat(sent(FilmUploaded.class)).anySatisfy(fact -> {
            assertThat(fact.film().value()).isEqualTo(film);
            assertThat(fact.name()).isEqualTo("../../\u00e9t\u00e9 \u539f\u753b.mp4");
        });
        given().get("/v1/films/" + film).then().statusCode(200).body("state", equalTo("UPLOADED"));
    }

    @Test
    void theJourneyTellsWhatTheServicesTold() {
        Story story = told();
        story.filmDone().forEach(readModel::apply);

        given().get("/v1/projects/" + story.project)
                .then()
                .statusCode(200)
                .body("films[0].state", equalTo("INGESTED"))
                .body("films[0].rate.numerator", equalTo(24))
                .body("clips.Kept", equalTo(4))
                .body("clips.TooStatic", equalTo(1))
                .body("captioned", equalTo(4));
        given().get("/v1/projects/{project}/clips?standing=TooStatic", story.project.value())
                .then()
                .statusCode(200)
                .body("clips", hasSize(1))
                .body("clips[0].verdict.verdict", equalTo("TooStatic"))
                .body("clips[0].reason", equalTo("motion 0.05 is under 0.30"));
        given().get("/v1/clips/" + story.clip(1))
                .then()
                .statusCode(200)
                .body("caption.source.source", equalTo("Measured"))
                .body("video", equalTo("clips/" + story.clip(1) + "/clip.mp4"));
    }

    @Test
    void aDatasetIsFrozenFromTheKeptClipsWithPartsThatSuitThem() throws Exception {
        Story story = told();
        story.filmDone().forEach(readModel::apply);

        String dataset = given().contentType("application/json")
                .post("/v1/projects/{project}/datasets", story.project.value())
                .then()
                .statusCode(201)
                .body("state", equalTo("FROZEN"))
                .body("clips", equalTo(4))
                .body("parts.width", equalTo(List.of(144, 144)))
                .body("parts.height", equalTo(List.of(80, 80)))
                .body("parts.targetFrames", equalTo(List.of(List.of(1), List.of(17))))
                .extract()
                .path("dataset");

        String manifest = new String(
                store.read(
                        store.find(ObjectKeys.manifest(new DatasetId(dataset))).orElseThrow()),
                StandardCharsets.UTF_8);
        assertThat(manifest)
                .contains(
                        "Lantern style. A calm wide shot, number 4.",
                        story.clip(1).value());
        assertThat(sent(DatasetFrozen.class))
                .anySatisfy(fact -> assertThat(fact.dataset().value()).isEqualTo(dataset));
        given().contentType("application/json")
                .post("/v1/datasets/{dataset}/cache", dataset)
                .then()
                .statusCode(201)
                .body("state", equalTo("CACHING"))
                .body("baseModel", equalTo("wan-nano"));
        given().contentType("application/json")
                .post("/v1/datasets/{dataset}/cache", dataset)
                .then()
                .statusCode(201);
        assertThat(sent(CacheRequested.class).stream()
                        .filter(fact -> fact.dataset().value().equals(dataset)))
                .hasSize(1);
    }

    @Test
    void aRunAndARenderAreOrderedWithTheirRecipesInTheStore() {
        Story story = told();
        story.filmDone().forEach(readModel::apply);
        story.datasetDone().forEach(readModel::apply);

        String run = given().contentType("application/json")
                .body("{\"name\": \"lantern\", \"steps\": 40}")
                .post("/v1/datasets/{dataset}/runs", story.dataset.value())
                .then()
                .statusCode(201)
                .body("state", equalTo("REQUESTED"))
                .body("recipe.steps", equalTo(40))
                .body("recipe.checkpointEvery", equalTo(20))
                .body("recipe.baseModel", equalTo("wan-nano"))
                .extract()
                .path("run");
        String render = given().contentType("application/json")
                .body("{\"prompt\": \"A lamp in the rain\", \"seed\": 7}")
                .post("/v1/projects/{project}/renders", story.project.value())
                .then()
                .statusCode(201)
                .body("recipe.prompt", equalTo("Lantern style. A lamp in the rain"))
                .body("recipe.sampler", equalTo("unipc"))
                .extract()
                .path("render");

        assertThat(sent(TrainingRequested.class)).anySatisfy(fact -> {
            assertThat(fact.run().value()).isEqualTo(run);
            assertThat(fact.cache().key()).isEqualTo("datasets/%s/cache.json".formatted(story.dataset));
            assertThat(store.find(fact.recipe().key())).isPresent();
        });
        assertThat(sent(RenderRequested.class))
                .anySatisfy(fact -> assertThat(store.find(fact.recipe().key()).orElseThrow())
                        .isEqualTo(fact.recipe()));
        given().get("/v1/renders/" + render).then().statusCode(200).body("state", equalTo("REQUESTED"));
        given().contentType("application/json")
                .body("{\"command\": \"SAVE_NOW\"}")
                .post("/v1/works/{work}/commands", run)
                .then()
                .statusCode(202);
        assertThat(sent(WorkCommanded.class))
                .anySatisfy(fact -> assertThat(fact.work()).isEqualTo(run));
    }

    @Test
    void aRenderWithAFinishedRunUsesItsAdapterAndItsSize() throws Exception {
        Story story = told();
        story.filmDone().forEach(readModel::apply);
        story.datasetDone().forEach(readModel::apply);
        String recipe = "{\"schema\":1,\"name\":\"lantern\",\"baseModel\":\"wan-nano\",\"rank\":8,\"alpha\":8,"
                + "\"learningRate\":0.002,\"steps\":60,\"shift\":3,\"maxGradientNorm\":1,\"checkpointEvery\":30,"
                + "\"previews\":[],\"heldOut\":0,\"seed\":42}";
        readModel.apply(story.trainingRequested(store.put(
                ObjectKeys.trainingRecipe(story.run), recipe.getBytes(StandardCharsets.UTF_8), ContentType.JSON)));
        List.of(story.step(1), story.step(2), story.saved(2), story.trained()).forEach(readModel::apply);

        given().contentType("application/json")
                .body("{\"prompt\": \"rain\", \"run\": \"%s\", \"strength\": 0.9}".formatted(story.run))
                .post("/v1/projects/{project}/renders", story.project.value())
                .then()
                .statusCode(201)
                .body("recipe.adapters[0].object.key", equalTo("runs/%s/lantern.safetensors".formatted(story.run)))
                .body("recipe.adapters[0].strength", equalTo(0.9f))
                .body("recipe.width", equalTo(144));
        given().get("/v1/runs/" + story.run)
                .then()
                .body("state", equalTo("FINISHED"))
                .body("lastLoss", equalTo(0.4f))
                .body("checkpoints", hasSize(1));
        given().get("/v1/runs/{run}/losses?after=1", story.run.value()).then().body("step", equalTo(List.of(2)));
    }

    @Test
    void theApiDescribesItself() {
        String openapi =
                given().get("/q/openapi").then().statusCode(200).extract().asString();

        assertThat(openapi)
                .contains(
                        "/v1/projects/{project}/films", "/v1/events", "/v1/objects/{key}", "/v1/works/{work}/commands");
    }

    private Story told() {
        Story story = new Story();
        readModel.apply(story.defined());
        return story;
    }

    private <F extends Fact> List<F> sent(Class<F> type) {
        return broker.<Fact>sink("facts").received().stream()
                .map(message -> message.getPayload())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
