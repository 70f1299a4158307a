package genga.gateway.film;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import genga.contracts.fact.FilmEnded;
import genga.contracts.fact.FilmOutcome;
import genga.contracts.vocabulary.FilmId;
import genga.gateway.Story;
import genga.gateway.Studio;
import genga.gateway.feed.Orders;
import genga.gateway.readmodel.ReadModel;
import genga.store.ContentType;
import genga.store.ObjectStore;
import genga.store.Sha256;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Studio.class)
class IncomingFilmTest {

    private final Story story = new Story();

    @Inject
    ReadModel readModel;

    @Inject
    ObjectStore store;

    @Inject
    Orders orders;

    @BeforeEach
    void tell() {
        readModel.apply(story.defined());
    }

    @Test
    void aFilmThatLiesInTheStoreIsAnnouncedWhereItLies() {
        byte[] bytes = "a film".getBytes(StandardCharsets.UTF_8);
        store.put("incoming/disk 2/\u00e9t\u00e9.mkv", bytes, ContentType.BINARY);

        String film = announce("{\"object\": \"incoming/disk 2/\u00e9t\u00e9.mkv\"}")
                .statusCode(201)
                .body("name", equalTo("\u00e9t\u00e9.mkv"))
                .body("size", equalTo(6))
                .body("sha256", equalTo(Sha256.of(bytes)))
                .extract()
                .path("film");

        given().get("/v1/films/" + film)
                .then()
                .body("state", equalTo("UPLOADED"))
                .body("kind", equalTo("FILM"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "films/film-x/source",
                "incoming/../films/film-x/source",
                "incoming//film.mkv",
                "incoming/",
                "incoming/./x",
                "/etc/passwd",
                ""
            })
    void whatDoesNotLieUnderIncomingCannotBeNamed(String key) {
        store.put("films/film-x/source", new byte[] {1}, ContentType.BINARY);

        announce("{\"object\": \"%s\"}".formatted(key))
                .statusCode(400)
                .body("field", equalTo("object"))
                .body("expected", startsWith("the key of an object under incoming/"));
    }

    @Test
    void nothingAndEmptinessAreNoFilms() {
        store.put("incoming/empty.mkv", new byte[0], ContentType.BINARY);

        announce("{\"object\": \"incoming/nothing.mkv\"}").statusCode(400).body("field", equalTo("object"));
        announce("{\"object\": \"incoming/empty.mkv\"}").statusCode(400).body("found", equalTo("an empty object"));
        announce("{}").statusCode(400).body("found", equalTo("nothing"));
    }

    @Test
    void aCollectionIsToldFromAFilmByItsNameAtFirstAndByWhatItWasInTheEnd() {
        store.put("incoming/clips.ZIP", new byte[] {1}, ContentType.BINARY);
        String film = announce("{\"object\": \"incoming/clips.ZIP\"}").extract().path("film");
        given().get("/v1/films/" + film).then().body("kind", equalTo("COLLECTION"));
        store.put("incoming/bare", new byte[] {1}, ContentType.BINARY);
        FilmId bare =
                new FilmId(announce("{\"object\": \"incoming/bare\"}").extract().path("film"));
        given().get("/v1/films/" + bare).then().body("kind", equalTo("FILM"));

        readModel.apply(new FilmEnded(
                orders.header("ended", bare),
                bare,
                story.project,
                new FilmOutcome.Imported(5, 4, Map.of("Kept", 5), List.of())));

        given().get("/v1/films/" + bare)
                .then()
                .body("kind", equalTo("COLLECTION"))
                .body("state", equalTo("INGESTED"))
                .body("verdicts.Kept", equalTo(5));
    }

    private ValidatableResponse announce(String order) {
        return given().contentType("application/json")
                .body(order)
                .post("/v1/projects/{project}/films", story.project.value())
                .then();
    }
}
