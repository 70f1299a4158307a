package genga.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import genga.gateway.readmodel.ReadModel;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/// What a person does wrong over HTTP comes back as one sentence that names the field, what was expected and what came.
@QuarkusTest
@QuarkusTestResource(Studio.class)
class BadInputTest {

    @Inject
    ReadModel readModel;

    @Test
    void malformedJsonIsLocated() {
        refused(post("/v1/projects", "{\"name\": \"x\", "), 400)
                .body("field", equalTo("body"))
                .body("expected", equalTo("one well-formed JSON document"))
                .body("detail", containsString("line 1, column"));
    }

    @Test
    void somethingAfterTheJsonIsRefused() {
        refused(post("/v1/projects", "{\"name\": \"x\", \"triggerPhrase\": \"X style\"} {}"), 400);
    }

    @Test
    void anEmptyBodyIsRefused() {
        refused(post("/v1/projects", ""), 400).body("field", equalTo("body"));
    }

    @Test
    void aWrongTypeIsNamedWithItsPath() {
        Story story = trained();

        refused(post(runs(story), "{\"name\": \"x\", \"steps\": \"many\"}"), 400)
                .body("field", equalTo("steps"))
                .body("found", equalTo("'many'"))
                .body("expected", containsString("a whole number"));
        refused(post(runs(story), "{\"name\": \"x\", \"steps\": \"60\"}"), 400).body("field", equalTo("steps"));
        refused(post(runs(story), "{\"name\": \"x\", \"steps\": 1.5}"), 400).body("field", equalTo("steps"));
        refused(post(runs(story), "{\"name\": \"x\", \"previews\": {\"a\": 1}}"), 400)
                .body("field", equalTo("previews"))
                .body("found", equalTo("an object"))
                .body("expected", equalTo("a list"));
    }

    @Test
    void aWrongTypeDeepInsideIsNamedWithItsWholePath() {
        Story story = trained();
        String parts = "{\"parts\": [{\"width\": 144, \"height\": 80, \"targetFrames\": [1, \"two\"]}]}";

        refused(post("/v1/projects/" + story.project + "/datasets", parts), 400)
                .body("field", equalTo("parts[0].targetFrames[1]"))
                .body("found", equalTo("'two'"));
    }

    @Test
    void anUnknownFieldIsRefusedWithTheKnownOnes() {
        refused(post("/v1/projects", "{\"name\": \"x\", \"trigger\": \"X style\"}"), 400)
                .body("field", equalTo("trigger"))
                .body("expected", containsString("triggerPhrase"));
    }

    @Test
    void anUnknownWordIsRefusedWithTheKnownOnes() {
        Story story = trained();

        refused(
                        post(
                                "/v1/projects/" + story.project + "/renders",
                                "{\"prompt\": \"rain\", \"sampler\": \"ddim\"}"),
                        400)
                .body("field", equalTo("sampler"))
                .body("found", equalTo("'ddim'"))
                .body(
                        "expected",
                        equalTo("one of unipc, unipc-1, unipc-3, unipc-bh1, unipc-bh1-1, unipc-bh1-3, dpmpp-2m, "
                                + "dpmpp-2m-sde, euler, euler-ancestral, lcm"));
    }

    @Test
    void unknownIdsAreNotFoundWhateverTheirShape() {
        refused(given().get("/v1/projects/project-nothere").then(), 404)
                .body(
                        "detail",
                        equalTo("project: expected the id of a project that exists, got 'project-nothere'; "
                                + "check the id"));
        refused(given().get("/v1/films/..%2F..%2Fetc").then(), 404);
        refused(given().get("/v1/clips/CLIP").then(), 404).body("field", equalTo("clip"));
        refused(given().get("/v1/datasets/x").then(), 404);
        refused(given().get("/v1/runs/x").then(), 404);
        refused(given().get("/v1/runs/x/losses").then(), 404);
        refused(given().get("/v1/renders/x").then(), 404);
        refused(given().get("/v1/events?project=x").then(), 404);
        refused(given().get("/v1/nothing").then(), 404);
        refused(post("/v1/works/x/commands", "{\"command\": \"CANCEL\"}"), 404);
        refused(given().body("bytes").post("/v1/projects/x/films?name=a.mp4").then(), 404);
    }

    @Test
    void aValueTheDomainRefusesSpeaksForItself() {
        Story story = trained();

        refused(post("/v1/projects", "{\"name\": \"x\", \"triggerPhrase\": \"\"}"), 400)
                .body("field", equalTo("triggerPhrase"))
                .body("detail", containsString("trigger phrase must be one line of 1 to 100 characters, got ''"));
        refused(post(runs(story), "{\"name\": \"../x\"}"), 400)
                .body("detail", containsString("recipe name: expected 1 to 80 letters"));
        refused(post(runs(story), "{\"name\": \"x\", \"rank\": 0}"), 400)
                .body("detail", equalTo("recipe rank: expected 1 to 1024, got 0"));
        refused(post("/v1/projects/" + story.project + "/renders", "{\"prompt\": \"rain\", \"frames\": 44}"), 400)
                .body("detail", equalTo("render frames: expected 4n+1 (1, 5, 9, ... 81), got 44"));
        refused(post(runs(story), "{\"name\": \"x\", \"regularising\": {\"networkDropout\": 1}}"), 400)
                .body("field", equalTo("regularising.networkDropout"))
                .body("detail", containsString("regularising.networkDropout: expected 0 to less than 1, got 1.0;"));
        refused(
                        post(
                                "/v1/projects/" + story.project + "/renders",
                                "{\"prompt\": \"rain\", \"nag\": {\"alpha\": 2}}"),
                        400)
                .body("field", equalTo("nag.alpha"))
                .body("detail", containsString("nag.alpha: expected 0 to 1, got 2.0;"));
        refused(post("/v1/projects/" + story.project + "/renders", "{\"prompt\": \" \"}"), 400)
                .body("field", equalTo("prompt"));
        refused(
                        post(
                                "/v1/projects/" + story.project + "/datasets",
                                "{\"parts\": [{\"width\": 144, \"height\": 80, \"targetFrames\": [44]}]}"),
                        400)
                .body("detail", equalTo("part targetFrames must be 4n+1 (1, 5, 9, ... 81), got 44"));
    }

    @Test
    void anOrderThatComesTooEarlyIsAConflict() {
        Story story = new Story();
        readModel.apply(story.defined());
        readModel.apply(story.frozen());

        refused(post("/v1/projects/" + story.project + "/datasets", "{}"), 409)
                .body("expected", equalTo("at least one kept clip with a caption"));
        refused(post(runs(story), "{\"name\": \"x\"}"), 409).body("expected", equalTo("one that is encoded"));
    }

    @Test
    void anEmptyFilmIsRefusedAndNothingIsLeftOfIt() {
        Story story = trained();

        refused(
                        given().contentType("video/mp4")
                                .body(new byte[0])
                                .post("/v1/projects/{project}/films?name=a.mp4", story.project.value())
                                .then(),
                        400)
                .body("field", equalTo("body"))
                .body("found", equalTo("an empty body"));
    }

    @Test
    void aFilmWithoutANameOrInAFormIsRefused() {
        Story story = trained();
        String films = "/v1/projects/" + story.project + "/films";

        refused(
                        given().contentType("video/mp4")
                                .body(new byte[] {1})
                                .post(films)
                                .then(),
                        400)
                .body("field", equalTo("name"));
        refused(
                        given().contentType("video/mp4")
                                .body(new byte[] {1})
                                .queryParam("name", "a\u0000b")
                                .post(films)
                                .then(),
                        400)
                .body("field", equalTo("name"));
        refused(
                        given().multiPart("file", "a.mp4", new byte[10])
                                .post(films + "?name=a.mp4")
                                .then(),
                        415)
                .body("field", equalTo("Content-Type"));
    }

    @Test
    void anUploadThatBreaksOffLeavesNoFilm() throws Exception {
        Story story = trained();
        int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);

        try (Socket socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/projects/" + story.project + "/films?name=a.mp4 HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Type: video/mp4\r\nContent-Length: 100000\r\n\r\nonly this much")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        given().get("/v1/projects/" + story.project).then().body("films.size()", equalTo(1));
    }

    @Test
    void jsonThatWouldFillTheMemoryIsRefusedBeforeItIsRead() throws Exception {
        refused(post("/v1/projects", "{\"name\": \"%s\"}".formatted("x".repeat(5_000_000))), 413)
                .body("expected", equalTo("at most 4194304 bytes of JSON"));
        int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);

        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("POST /v1/projects HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(12);

            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 411");
        }
    }

    @Test
    void queryParametersAreCheckedToo() {
        Story story = trained();
        String clips = "/v1/projects/" + story.project + "/clips";

        refused(given().get(clips + "?limit=0").then(), 400)
                .body("field", equalTo("limit"))
                .body("expected", equalTo("a whole number from 1 to 1000"));
        refused(given().get(clips + "?limit=ten").then(), 400).body("found", equalTo("'ten'"));
        refused(given().get(clips + "?standing=Nice").then(), 400).body("expected", containsString("TooStatic"));
    }

    @Test
    void anotherContentTypeOrMethodIsRefused() {
        refused(given().contentType("text/plain").body("x").post("/v1/projects").then(), 415);
        refused(given().delete("/v1/projects").then(), 405);
        refused(post("/v1/works/x/commands", "{\"command\": \"PAUSE\"}"), 400)
                .body("expected", equalTo("one of CANCEL, SAVE_NOW"));
    }

    private Story trained() {
        Story story = new Story();
        story.filmDone().forEach(readModel::apply);
        story.datasetDone().forEach(readModel::apply);
        return story;
    }

    private static String runs(Story story) {
        return "/v1/datasets/" + story.dataset + "/runs";
    }

    private static ValidatableResponse post(String path, String body) {
        return given().contentType("application/json").body(body).post(path).then();
    }

    private static ValidatableResponse refused(ValidatableResponse answer, int status) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("type", equalTo("about:blank"));
    }
}
