package genga.gateway.report;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import genga.contracts.fact.FilmUploaded;
import genga.contracts.fact.ProjectDefined;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.TriggerPhrase;
import genga.contracts.vocabulary.Verdict;
import genga.gateway.Footage;
import genga.gateway.Story;
import genga.gateway.Studio;
import genga.gateway.feed.Orders;
import genga.gateway.readmodel.ReadModel;
import genga.store.ContentType;
import genga.store.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two kept clips, one of which has a twin, a clip that is too static and one that a person rejected.
@QuarkusTest
@QuarkusTestResource(Studio.class)
class ReportTest {

    private final Story story = new Story();
    private final String path = "/v1/projects/" + story.project + "/report";
    private ClipId first;
    private ClipId twin;

    @Inject
    ReadModel readModel;

    @Inject
    ObjectStore store;

    @Inject
    Orders orders;

    @BeforeEach
    void tell() {
        readModel.apply(new ProjectDefined(
                orders.header("p", story.project),
                story.project,
                "Lanterns <script>alert(1)</script>",
                new TriggerPhrase("Lantern style.")));
        FilmUploaded uploaded = story.uploaded();
        readModel.apply(uploaded);
        readModel.apply(story.ended());
        Footage footage = new Footage(story);
        first = footage.clip(0, 72, 48, 2, new Verdict.Kept());
        footage.clip(100, 172, 80, 3, new Verdict.Kept());
        twin = footage.clip(200, 272, 48, 2, new Verdict.Duplicate(first, 3, 6));
        footage.clip(300, 372, 48, 0.1, new Verdict.TooStatic(0.1, 0.3));
        ClipId rejected = footage.clip(400, 472, 48, 4, new Verdict.Kept());
        footage.captioned(first);
        footage.facts().forEach(readModel::apply);
        given().contentType("application/json")
                .body("{\"ruling\": \"REJECT\"}")
                .put("/v1/clips/{clip}/ruling", rejected.value())
                .then()
                .statusCode(200);
        store.put(ObjectKeys.clipPoster(twin), new byte[] {1, 2, 3}, ContentType.JPEG);
    }

    @Test
    void programsGetNumbers() {
        given().accept("application/json")
                .get(path)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("standings", equalTo(Map.of("Duplicate", 1, "Kept", 2, "Rejected", 1, "TooStatic", 1)))
                .body("frames", equalTo(Map.of("48", 1, "80", 1)))
                .body("ladder.find { it.frames == 49 }.clips", equalTo(1))
                .body("films[0].shots", equalTo(5))
                .body("films[0].kept", equalTo(2))
                .body("films[0].frames", equalTo(432))
                .body("films[0].lost", equalTo(Map.of("Duplicate", 1, "Rejected", 1, "TooStatic", 1)))
                .body("duplicates[0].clip", equalTo(twin.value()))
                .body("duplicates[0].of", equalTo(first.value()))
                .body("captions.clips", equalTo(1))
                .body("captions.words.most", equalTo(6))
                .body("motion.clips", equalTo(5))
                .body("lost", hasSize(3))
                .body(
                        "lost.reason",
                        equalTo(List.of(
                                "looks like " + first + " (distance 3 of 64, at most 6 is the same)",
                                "motion 0.10 is under 0.30",
                                "a person rejected it")));
    }

    @Test
    void peopleGetAPageThatStandsAlone() throws Exception {
        Response answer =
                given().accept("text/html,application/xhtml+xml,*/*;q=0.8").get(path);
        String page = answer.asString();

        assertThat(answer.contentType()).startsWith("text/html");
        assertThat(page)
                .contains("Lanterns &lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("data:image/jpeg;base64,AQID")
                .contains("motion 0.10 is under 0.30")
                .doesNotContain("<script")
                .doesNotContainPattern("(src|href)=\"(?!data:)")
                .doesNotContain("{content", "NOT_FOUND");
        Matcher style = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL).matcher(page);
        assertThat(style.find()).isTrue();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.group(1).getBytes(StandardCharsets.UTF_8));
        assertThat(answer.headers().getValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .startsWith("default-src 'none'")
                .contains("style-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
    }

    @Test
    void aProjectWithNothingInItHasAReportToo() {
        Story empty = new Story();
        readModel.apply(empty.defined());
        String report = "/v1/projects/" + empty.project + "/report";

        given().get(report).then().statusCode(200).body("films", hasSize(0)).body("captions.clips", equalTo(0));
        given().accept("text/html").get(report).then().statusCode(200);
        given().get("/v1/projects/project-none/report").then().statusCode(404);
    }
}
