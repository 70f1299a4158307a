package genga.gateway.screening;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import genga.contracts.fact.Fact;
import genga.contracts.fact.ProjectDefined;
import genga.contracts.fact.ScreeningDefined;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.ScreeningThresholds;
import genga.contracts.vocabulary.Verdict;
import genga.gateway.Footage;
import genga.gateway.Story;
import genga.gateway.Studio;
import genga.gateway.readmodel.ReadModel;
import genga.store.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Four clips with motion 0.1, 0.5, 2 and 40 and a still; a person rejected none of them yet.
@QuarkusTest
@QuarkusTestResource(Studio.class)
class ScreeningTest {

    private final Story story = new Story();
    private final String path = "/v1/projects/" + story.project;

    @Inject
    ReadModel readModel;

    @Inject
    ObjectStore store;

    @Inject
    ObjectMapper json;

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector broker;

    @BeforeEach
    void tell() {
        readModel.apply(story.defined());
        Footage footage = new Footage(story);
        footage.clip(0, 72, 48, 0.1, new Verdict.TooStatic(0.1, 0.3));
        footage.clip(100, 172, 48, 0.5, new Verdict.Review(Verdict.Review.Doubt.BARELY_MOVING, 0.5, 0.6));
        footage.clip(200, 272, 48, 2, new Verdict.Kept());
        footage.clip(300, 372, 30, 40, new Verdict.Review(Verdict.Review.Doubt.VERY_FAST, 40, 25));
        footage.still(20, new Verdict.Review(Verdict.Review.Doubt.PROPOSED, 480, 5));
        footage.facts().forEach(readModel::apply);
    }

    @Test
    void aProjectOfWhichNobodySaidAnythingHasTheUsualThresholds() {
        given().get(path + "/screening")
                .then()
                .statusCode(200)
                .body("thresholds.leastFrames", equalTo(21))
                .body("parts", hasSize(0))
                .body("defaults.motion.least", equalTo(0.3f));
    }

    @Test
    void whatIsSetLiesInTheStoreBeforeItIsTold() throws IOException {
        put("{\"thresholds\": {\"motion\": {\"least\": 0.05}}, \"parts\": [{\"width\": 144, \"height\": 80, "
                        + "\"targetFrames\": [1, 33]}]}")
                .statusCode(200)
                .body("thresholds.motion.least", equalTo(0.05f))
                .body("thresholds.motion.fast", equalTo(25f))
                .body("parts[0].targetFrames[1]", equalTo(33));

        ScreeningDefined told = broker.<Fact>sink("facts").received().stream()
                .map(message -> message.getPayload())
                .filter(fact -> fact instanceof ScreeningDefined && fact.key().equals(story.project.value()))
                .map(ScreeningDefined.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(stored(ObjectKeys.screening(story.project), ScreeningDefined.class))
                .isEqualTo(told);
        given().get(path + "/screening").then().body("thresholds.motion.least", equalTo(0.05f));
    }

    @Test
    void aProjectLiesInTheStoreFromItsFirstMoment() throws IOException {
        String project = given().contentType("application/json")
                .body("{\"name\": \"Paper lanterns\", \"triggerPhrase\": \"Lantern style\"}")
                .post("/v1/projects")
                .then()
                .extract()
                .path("project");

        ProjectDefined stored = stored(ObjectKeys.project(new ProjectId(project)), ProjectDefined.class);

        assertThat(stored.triggerPhrase().text()).isEqualTo("Lantern style.");
    }

    @Test
    void thePreviewTellsWhatOtherThresholdsWouldDoAndDoesNothing() {
        preview("{}")
                .body("standings", equalTo(Map.of("Kept", 1, "Review", 2, "TooStatic", 1)))
                .body("stills", equalTo(Map.of("Review", 1)))
                .body("changed", equalTo(0));
        preview("{\"thresholds\": {\"motion\": {\"least\": 0.05, \"calm\": 0.08, \"fast\": 50}}}")
                .body("standings", equalTo(Map.of("Kept", 4)))
                .body("changed", equalTo(3));
        preview("{\"parts\": [{\"width\": 144, \"height\": 80, \"targetFrames\": [45]}]}")
                .body("standings.TooShort", equalTo(1))
                .body("changed", equalTo(1));

        given().get(path).then().body("clips", equalTo(Map.of("Kept", 1, "Review", 2, "TooStatic", 1)));
    }

    @Test
    void thePreviewLeavesRulingsAlone() {
        String clip = given().get(path + "/clips?standing=TooStatic").path("clips[0].clip");
        given().contentType("application/json")
                .body("{\"ruling\": \"REJECT\"}")
                .put("/v1/clips/{clip}/ruling", clip)
                .then()
                .statusCode(200);

        preview("{\"thresholds\": {\"motion\": {\"least\": 0.05, \"calm\": 0.08, \"fast\": 50}}}")
                .body("standings", equalTo(Map.of("Kept", 3, "Rejected", 1)));
    }

    @Test
    void aMeasureIsChartedWithTheThresholdsThatConcernIt() {
        given().get(path + "/measures?measure=motion&bins=4")
                .then()
                .statusCode(200)
                .body("clips", equalTo(4))
                .body("bins", hasSize(4))
                .body("bins.clips", equalTo(java.util.List.of(3, 0, 0, 1)))
                .body("bins.kept", equalTo(java.util.List.of(1, 0, 0, 0)))
                .body("threshold.low", equalTo(0.3f))
                .body("threshold.high", equalTo(25f));
        given().get(path + "/measures?measure=sharpness&medium=STILL")
                .then()
                .body("clips", equalTo(1))
                .body("threshold.low", equalTo(5f))
                .body("threshold.high", nullValue());
        given().get(path + "/measures?measure=overlay")
                .then()
                .body("clips", equalTo(0))
                .body("bins", hasSize(0));
    }

    @Test
    void criteriaThatMakeNoSenseAreRefusedAndNothingIsTold() {
        put("{\"thresholds\": {\"motion\": {\"least\": 30}}}")
                .statusCode(400)
                .body("detail", containsString("0 <= least <= calm < fast <= 255, got 30.0, 0.6, 25.0"));
        put("{\"thresholds\": {\"leastMotion\": 1}}").statusCode(400).body("field", equalTo("thresholds.leastMotion"));
        put("{\"parts\": [{\"width\": 144, \"height\": 80, \"targetFrames\": [44]}]}")
                .statusCode(400);
        put("").statusCode(400).body("field", equalTo("body"));
        given().get(path + "/measures?measure=beauty").then().statusCode(400).body("field", equalTo("measure"));
        given().get(path + "/measures?measure=motion&bins=0").then().statusCode(400);
        given().get("/v1/projects/nothing/screening").then().statusCode(404);

        assertThat(store.find(ObjectKeys.screening(story.project))).isEmpty();
        assertThat(given().get(path + "/screening").<Integer>path("thresholds.leastFrames"))
                .isEqualTo(ScreeningThresholds.usual().leastFrames());
    }

    private <T> T stored(String key, Class<T> type) throws IOException {
        return json.readValue(store.read(store.find(key).orElseThrow()), type);
    }

    private ValidatableResponse put(String order) {
        return given().contentType("application/json")
                .body(order)
                .put(path + "/screening")
                .then();
    }

    private ValidatableResponse preview(String order) {
        return given().contentType("application/json")
                .body(order)
                .post(path + "/screening/preview")
                .then()
                .statusCode(200);
    }
}
