package genga.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import genga.contracts.object.ObjectKeys;
import genga.gateway.readmodel.ReadModel;
import genga.store.ContentType;
import genga.store.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What recipes can say beside the usual, over HTTP.
@QuarkusTest
@QuarkusTestResource(Studio.class)
class RecipeApiTest {

    private static final String RECIPE = "{\"schema\":1,\"name\":\"lantern\",\"baseModel\":\"wan-nano\",\"rank\":8,"
            + "\"alpha\":8,\"learningRate\":0.002,\"steps\":60,\"shift\":3,\"maxGradientNorm\":1,"
            + "\"checkpointEvery\":30,\"previews\":[],\"heldOut\":0,\"seed\":42}";
    private static final String RENDER =
            "{\"schema\":1,\"baseModel\":\"wan-nano\",\"adapters\":[],\"prompt\":\"Rain.\","
                    + "\"negativePrompt\":\"\",\"width\":48,\"height\":32,\"frames\":5,\"steps\":8,\"shift\":5.0,"
                    + "\"sampler\":\"unipc\",\"guidance\":1.0,\"seed\":1}";

    @Inject
    ReadModel readModel;

    @Inject
    ObjectStore store;

    @Test
    void aRenderTakesSeveralAdaptersAndItsOptions() throws Exception {
        Story story = trained();
        String adapters = "[{\"run\": \"%s\", \"strength\": 0.9, \"blocks\": {\"1\": 0.5}},"
                + " {\"run\": \"%s\", \"from\": 0.5}]";

        given().contentType("application/json")
                .body(("{\"prompt\": \"rain\", \"adapters\": " + adapters + ", \"sampler\": \"euler\","
                                + " \"schedule\": {\"timesteps\": [1000, 750, 500, 250]}, \"guidance\": 1, \"nag\": {},"
                                + " \"skipLayers\": {\"blocks\": [2]}}")
                        .formatted(story.run, story.run))
                .post("/v1/projects/{project}/renders", story.project.value())
                .then()
                .statusCode(201)
                .body("recipe.adapters[0].blocks.1", equalTo(0.5f))
                .body("recipe.adapters[1].from", equalTo(0.5f))
                .body("recipe.steps", equalTo(4))
                .body("recipe.schedule.name", equalTo("distill"))
                .body("recipe.options.nag.scale", equalTo(11f))
                .body("recipe.options.skipLayers.start", equalTo(0.2f));
        given().contentType("application/json")
                .body("{\"prompt\": \"rain\", \"run\": \"%s\", \"adapters\": []}".formatted(story.run))
                .post("/v1/projects/{project}/renders", story.project.value())
                .then()
                .statusCode(400)
                .body("field", equalTo("adapters"))
                .body("remedy", equalTo("move it into the list of adapters"));
    }

    @Test
    void anAdapterFromElsewhereIsNamedByItsPlaceInTheStore() {
        Story story = told();
        String key = "incoming/%s/fast.safetensors".formatted(story.project);
        store.put(key, "an adapter".getBytes(StandardCharsets.UTF_8), ContentType.BINARY);
        String renders = "/v1/projects/" + story.project + "/renders";
        String order = "{\"prompt\": \"rain\", \"adapters\": [%s]}";

        given().contentType("application/json")
                .body(order.formatted("{\"object\": \"%s\", \"strength\": 0.9}".formatted(key)))
                .post(renders)
                .then()
                .statusCode(201)
                .body("recipe.adapters[0].object.key", equalTo(key))
                .body("recipe.adapters[0].object.size", equalTo(10))
                .body("recipe.baseModel", equalTo("wan-nano"));
        for (String wrong : List.of("runs/r/a.safetensors", "incoming/../runs/a.safetensors", "incoming/film.mp4")) {
            given().contentType("application/json")
                    .body(order.formatted("{\"object\": \"%s\"}".formatted(wrong)))
                    .post(renders)
                    .then()
                    .statusCode(400)
                    .body("field", equalTo("adapters"))
                    .body("found", equalTo("'%s'".formatted(wrong)));
        }
        given().contentType("application/json")
                .body(order.formatted("{\"strength\": 0.9}"))
                .post(renders)
                .then()
                .statusCode(400)
                .body("expected", containsString("a run or an object for each"))
                .body("found", equalTo("one with neither"));
    }

    @Test
    void aWrongValueInsideAnOptionIsNamedByItsPath() {
        given().contentType("application/json")
                .body("{\"prompt\": \"rain\", \"nag\": {\"tau\": -1}}")
                .post("/v1/projects/{project}/renders", told().project.value())
                .then()
                .statusCode(400)
                .body("detail", equalTo("nag.tau: expected a number above 0, got -1.0; correct the value"));
    }

    @Test
    void aSettingThatClashesWithAnotherIsNamedToo() {
        Story story = told();
        String renders = "/v1/projects/" + story.project + "/renders";

        given().contentType("application/json")
                .body("{\"prompt\": \"rain\", \"schedule\": {\"name\": \"comfy\"}}")
                .post(renders)
                .then()
                .statusCode(400)
                .body("field", equalTo("schedule"))
                .body("found", equalTo("one that begins at it"))
                .body("remedy", equalTo("correct the value"));
        given().contentType("application/json")
                .body("{\"prompt\": \"rain\", \"enhanceAVideo\": {\"start\": 0.5, \"end\": 0.2}}")
                .post(renders)
                .then()
                .statusCode(400)
                .body("field", equalTo("enhanceAVideo.start"))
                .body("found", equalTo("0.5 and 0.2"));
    }

    @Test
    void aFinishedRenderTellsWhatCouldNotAct() {
        Story story = told();
        readModel.apply(story.renderRequested(store.put(
                ObjectKeys.renderRecipe(story.render), RENDER.getBytes(StandardCharsets.UTF_8), ContentType.JSON)));
        readModel.apply(story.rendered());

        given().get("/v1/renders/" + story.render)
                .then()
                .body("notes", equalTo(List.of("TeaCache is left out at 8 steps: it needs at least 9")));
    }

    @Test
    void aRunThatFindsItsOwnRateBeginsWithOne() {
        Story story = told();
        story.filmDone().forEach(readModel::apply);
        story.datasetDone().forEach(readModel::apply);

        given().contentType("application/json")
                .body("{\"name\": \"lantern\", \"optimizer\": {\"name\": \"prodigy\"}, \"itemsPerStep\": 2,"
                        + " \"learningRateCourse\": {\"curve\": \"cosine\", \"warmup\": 10}}")
                .post("/v1/datasets/{dataset}/runs", story.dataset.value())
                .then()
                .statusCode(201)
                .body("recipe.learningRate", equalTo(1f))
                .body("recipe.optimizer.name", equalTo("prodigy"))
                .body("recipe.learningRateCourse.warmup", equalTo(10))
                .body("recipe.noiseLevels.mode", equalTo("shift"))
                .body("recipe.itemsPerStep", equalTo(2));
    }

    @Test
    void aRunBeginsWithTheAdapterOfARunAtItsRankAndAlpha() throws Exception {
        Story story = trained();
        String runs = "/v1/datasets/" + story.dataset + "/runs";
        String order = "{\"name\": \"more\", \"startAdapter\": {\"run\": \"%s\"}%s}";

        given().contentType("application/json")
                .body(order.formatted(story.run, ""))
                .post(runs)
                .then()
                .statusCode(201)
                .body("recipe.rank", equalTo(8))
                .body("recipe.alpha", equalTo(8f))
                .body("recipe.startAdapter.key", equalTo("runs/%s/lantern.safetensors".formatted(story.run)));
        given().contentType("application/json")
                .body(order.formatted(story.run, ", \"rank\": 16, \"alpha\": 4"))
                .post(runs)
                .then()
                .statusCode(400)
                .body(
                        "detail",
                        equalTo("startAdapter: expected an adapter of rank 16 and alpha 4.0, as the run is to have, got"
                                + " one of rank 8 and alpha 8.0; leave rank and alpha out, or choose another adapter"));
        given().contentType("application/json")
                .body(order.formatted("run-nobody-knows", ""))
                .post(runs)
                .then()
                .statusCode(404);
    }

    @Test
    void aRunBeginsWithAnAdapterFromElsewhere() throws Exception {
        Story story = trained();
        String key = "incoming/%s/style.safetensors".formatted(story.project);
        store.put(key, "an adapter".getBytes(StandardCharsets.UTF_8), ContentType.BINARY);
        String runs = "/v1/datasets/" + story.dataset + "/runs";
        String order = "{\"name\": \"more\", \"rank\": 4, \"startAdapter\": %s}";

        given().contentType("application/json")
                .body(order.formatted("{\"object\": \"%s\"}".formatted(key)))
                .post(runs)
                .then()
                .statusCode(201)
                .body("recipe.rank", equalTo(4))
                .body("recipe.startAdapter.key", equalTo(key));
        given().contentType("application/json")
                .body(order.formatted("{\"object\": \"runs/r/a.safetensors\"}"))
                .post(runs)
                .then()
                .statusCode(400)
                .body("field", equalTo("startAdapter"));
        given().contentType("application/json")
                .body(order.formatted("{}"))
                .post(runs)
                .then()
                .statusCode(400)
                .body("found", equalTo("neither"));
    }

    private Story trained() throws Exception {
        Story story = told();
        story.filmDone().forEach(readModel::apply);
        story.datasetDone().forEach(readModel::apply);
        readModel.apply(story.trainingRequested(store.put(
                ObjectKeys.trainingRecipe(story.run), RECIPE.getBytes(StandardCharsets.UTF_8), ContentType.JSON)));
        List.of(story.step(1), story.step(2), story.saved(2), story.trained()).forEach(readModel::apply);
        return story;
    }

    private Story told() {
        Story story = new Story();
        readModel.apply(story.defined());
        return story;
    }
}
