package genga.gateway.film;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import genga.contracts.fact.Fact;
import genga.contracts.fact.ShotsDefined;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.FrameRange;
import genga.contracts.vocabulary.FrameRate;
import genga.contracts.vocabulary.Verdict;
import genga.curation.shot.Bars;
import genga.curation.shot.ScoresDocument;
import genga.curation.shot.ShotScores;
import genga.curation.shot.TimeBase;
import genga.gateway.Footage;
import genga.gateway.Story;
import genga.gateway.Studio;
import genga.gateway.readmodel.ReadModel;
import genga.store.ContentType;
import genga.store.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A film of 300 frames that changes at frame 100 by 80, at frame 200 by 20, and flashes at frame 150.
@QuarkusTest
@QuarkusTestResource(Studio.class)
class ShotsTest {

    private final Story story = new Story();
    private final String path = "/v1/films/" + story.film;

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
    void tell() throws JsonProcessingException {
        readModel.apply(story.defined());
        readModel.apply(story.uploaded());
        List<ShotScores.Row> rows =
                IntStream.range(0, 300).mapToObj(ShotsTest::row).toList();
        ShotScores scores = new ShotScores(new TimeBase(1, 24), new FrameRate(24, 1), 300, rows);
        store.put(
                ObjectKeys.filmScores(story.film),
                json.writeValueAsBytes(ScoresDocument.of(scores, "")),
                ContentType.JSON);
    }

    private static ShotScores.Row row(int frame) {
        float content = frame == 100 ? 80 : frame == 200 ? 20 : frame == 150 ? 60 : 1;
        return new ShotScores.Row(
                frame,
                new ShotScores.Change(content, 1, 1, 0.5f),
                new ShotScores.Tone(frame == 250 ? 200 : 120, 40),
                frame == 150 ? new ShotScores.Rebound(2, 3) : ShotScores.Rebound.NONE,
                Bars.NONE);
    }

    @Test
    void cutsMoveWithTheSettingsWithoutDecoding() {
        given().get(path + "/shots")
                .then()
                .statusCode(200)
                .body("settings.ratio", equalTo(3.5f))
                .body("frames", equalTo(300))
                .body("cuts", equalTo(List.of(100, 200)))
                .body("flashes.from", equalTo(List.of(150)))
                .body("flashes.to", equalTo(List.of(154)))
                .body("shots.from", equalTo(List.of(0, 102, 202)))
                .body("shots.to", equalTo(List.of(98, 198, 300)));
        given().get(path + "/shots?leastContent=30&guard=0")
                .then()
                .body("cuts", equalTo(List.of(100)))
                .body("shots.from", equalTo(List.of(0, 100)))
                .body("shots.to", equalTo(List.of(100, 300)));
        given().get(path + "/shots?leastSeconds=5")
                .then()
                .body("shots", hasSize(0))
                .body("scraps.from", equalTo(List.of(0, 100, 200)));
    }

    @Test
    void theShotsInForceAreThoseOfTheClipsUntilAPersonSaysOtherwise() {
        Footage footage = new Footage(story);
        footage.clip(102, 198, 64, 2, new Verdict.Kept());
        footage.clip(0, 98, 65, 2, new Verdict.Kept());
        footage.still(50, new Verdict.Kept());
        footage.facts().forEach(readModel::apply);

        given().get(path + "/shots")
                .then()
                .body("current.from", equalTo(List.of(0, 102)))
                .body("current.to", equalTo(List.of(98, 198)));
        put("{\"from\": 0, \"to\": 60}, {\"from\": 60, \"to\": 98}").statusCode(200);

        given().get(path + "/shots").then().body("current.from", equalTo(List.of(0, 60)));
    }

    @Test
    void whatAPersonSaysIsToldToIngest() {
        put("{\"from\": 0, \"to\": 98}, {\"from\": 102, \"to\": 300}")
                .statusCode(200)
                .body("film", equalTo(story.film.value()));

        assertThat(broker.<Fact>sink("facts").received().stream().map(message -> message.getPayload()))
                .anySatisfy(fact -> {
                    assertThat(fact).isInstanceOf(ShotsDefined.class);
                    assertThat(((ShotsDefined) fact).shots())
                            .containsExactly(new FrameRange(0, 98), new FrameRange(102, 300));
                    assertThat(((ShotsDefined) fact).film()).isEqualTo(story.film);
                });
    }

    @Test
    void shotsThatCannotBeAreRefusedByTheirPlace() {
        put("{\"from\": 0, \"to\": 98}, {\"from\": 90, \"to\": 120}")
                .statusCode(400)
                .body("field", equalTo("shots[1]"))
                .body(
                        "detail",
                        equalTo(
                                "shots[1]: expected a shot that begins at frame 98 or later, where the one before ends, "
                                        + "got [90, 120); correct it; nothing was changed"));
        put("{\"from\": 200, \"to\": 301}")
                .statusCode(400)
                .body("expected", equalTo("a shot that ends at frame 300 or before, where the film ends"));
        put("{\"from\": 7, \"to\": 8}").statusCode(400).body("expected", equalTo("a shot of 2 frames or more"));
        put("{\"from\": 9, \"to\": 8}").statusCode(400).body("field", equalTo("shots[0]"));
        put("").statusCode(400).body("field", equalTo("shots"));
    }

    @Test
    void noCutIsLostHoweverFarOneZoomsOut() {
        given().get(path + "/scores?points=10")
                .then()
                .statusCode(200)
                .body("stretch", equalTo(30))
                .body("content", equalTo(List.of(1f, 1f, 1f, 80f, 1f, 60f, 20f, 1f, 1f, 1f)))
                .body("ratio[3]", equalTo(80f))
                .body("luma[8]", equalTo(200f));
        given().get(path + "/scores?from=198&to=203")
                .then()
                .body("from", equalTo(198))
                .body("frames", equalTo(300))
                .body("content", equalTo(List.of(1f, 1f, 20f, 1f, 1f)));
    }

    @Test
    void settingsAndPlacesThatCannotBeAreRefused() {
        given().get(path + "/shots?ratio=1").then().statusCode(400).body("field", equalTo("ratio"));
        given().get(path + "/shots?ratio=NaN").then().statusCode(400).body("field", equalTo("ratio"));
        given().get(path + "/shots?window=0").then().statusCode(400).body("field", equalTo("window"));
        given().get(path + "/scores?from=300").then().statusCode(400).body("field", equalTo("from"));
        given().get(path + "/scores?from=10&to=10").then().statusCode(400).body("field", equalTo("to"));
        given().get(path + "/scores?points=1000000").then().statusCode(400);
        given().get("/v1/films/film-x/shots").then().statusCode(404);
    }

    @Test
    void aFilmWithoutScoresIsNotReadyForThis() {
        store.remove(ObjectKeys.filmScores(story.film));

        given().get(path + "/shots")
                .then()
                .statusCode(409)
                .body("expected", equalTo("one whose frames have been scored"));
        put("{\"from\": 0, \"to\": 98}").statusCode(409);
    }

    private ValidatableResponse put(String shots) {
        return given().contentType("application/json")
                .body("{\"shots\": [%s]}".formatted(shots))
                .put(path + "/shots")
                .then();
    }
}
