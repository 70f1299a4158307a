package genga.gateway.planning;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import genga.contracts.vocabulary.Verdict;
import genga.gateway.Footage;
import genga.gateway.Story;
import genga.gateway.Studio;
import genga.gateway.readmodel.ReadModel;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Kept clips of 44, 45 and 81 frames at 1920x1040, one of 20 that is not kept, and a kept still.
@QuarkusTest
@QuarkusTestResource(Studio.class)
class PlanningTest {

    private final Story story = new Story();
    private final String path = "/v1/projects/" + story.project;

    @Inject
    ReadModel readModel;

    @BeforeEach
    void tell() {
        readModel.apply(story.defined());
        Footage footage = new Footage(story);
        footage.clip(0, 66, 44, 2, new Verdict.Kept());
        footage.clip(100, 167, 45, 2, new Verdict.Kept());
        footage.clip(200, 321, 81, 2, new Verdict.Kept());
        footage.clip(400, 430, 20, 2, new Verdict.TooShort(20, 21));
        footage.still(500, new Verdict.Kept());
        footage.facts().forEach(readModel::apply);
    }

    @Test
    void exactAspectsComeFirstTheLargestOfThemBefore() {
        given().get(path + "/resolutions?frames=21")
                .then()
                .statusCode(200)
                .body("aspect", equalTo(1.8461539f))
                .body("resolutions[0].width", equalTo(768))
                .body("resolutions[0].height", equalTo(416))
                .body("resolutions[0].stretch", equalTo(0f))
                .body("resolutions[0].tokens", equalTo(7488))
                .body("resolutions[0].area", equalTo(319488))
                .body("resolutions[0].vram", containsString("24 GB with a few blocks swapped"))
                .body("resolutions[1].width", equalTo(384))
                .body("resolutions[1].height", equalTo(208))
                .body("note", containsString("estimate"));
    }

    @Test
    void theNearMissesAreThoseThatWereWorkedOutByHand() {
        List<Resolutions.Pair> pairs = Resolutions.of(1920.0 / 1040, 400_000, 21);

        assertThat(pairs.stream().skip(2).limit(4).map(pair -> pair.width() + "x" + pair.height()))
                .containsExactly("592x320", "560x304", "800x432", "736x400");
        assertThat(pairs).noneMatch(pair -> pair.width() == 368 && pair.height() == 192);
        assertThat(pairs).allMatch(pair -> pair.area() <= 400_000 && pair.width() % 16 == 0 && pair.height() % 16 == 0);
    }

    @ParameterizedTest
    @CsvSource({
        "3744, '24 GB without swapping, 12 GB with nearly all blocks swapped'",
        "7488, '24 GB with a few blocks swapped, 12 GB with all'",
        "21504, '32 GB with all blocks swapped, 48 GB without'",
        "75600, 80 GB",
        "100000, more than 80 GB"
    })
    void moreTokensNeedALargerCard(long tokens, String words) {
        assertThat(VideoMemory.words(tokens)).isEqualTo(words);
    }

    @Test
    void theLadderTellsHowManyClipsEachLengthLoses() {
        given().get(path + "/resolutions")
                .then()
                .body("ladder", hasSize(21))
                .body("ladder.find { it.frames == 41 }.clips", equalTo(3))
                .body("ladder.find { it.frames == 45 }.clips", equalTo(2))
                .body("ladder.find { it.frames == 45 }.lost", equalTo(1))
                .body("ladder.find { it.frames == 81 }.clips", equalTo(1))
                .body("ladder.find { it.frames == 45 }.tokens", equalTo(48 * 26 * 12));
    }

    @Test
    void aPartSaysWhichClipsItLosesAndWhy() {
        fit("{\"width\": 384, \"height\": 208, \"targetFrames\": [1, 45], \"extraction\": \"uniform\", \"samples\": 2},"
                        + "{\"width\": 768, \"height\": 768, \"targetFrames\": [1], \"medium\": \"STILL\"},"
                        + "{\"width\": 384, \"height\": 208, \"targetFrames\": [], \"extraction\": \"full\"}")
                .statusCode(200)
                .body("parts[0].fits", equalTo(1))
                .body("parts[0].lost.frames", equalTo(List.of(44, 45)))
                .body("parts[0].lost.needed", equalTo(List.of(45, 46)))
                .body("parts[0].lost[0].reason", equalTo("44 frames give no fragment of 45"))
                .body(
                        "parts[0].lost[1].reason",
                        equalTo("some of its 2 fragments of 45 frames would begin at the same frame"))
                .body("parts[1].fits", equalTo(1))
                .body("parts[1].lost", hasSize(0))
                .body("parts[2].fits", equalTo(3));
    }

    @Test
    void withoutPartsThoseInForceAreMeant() {
        fit("").statusCode(400).body("field", equalTo("parts"));
        given().contentType("application/json")
                .body("{\"parts\": [{\"width\": 144, \"height\": 80, \"targetFrames\": [81]}]}")
                .put(path + "/screening")
                .then()
                .statusCode(200);

        fit("").statusCode(200).body("parts[0].fits", equalTo(1)).body("parts[0].lost", hasSize(2));
    }

    @Test
    void whatCannotBePlannedIsRefused() {
        given().get(path + "/resolutions?frames=44").then().statusCode(400).body("field", equalTo("frames"));
        given().get(path + "/resolutions?area=10").then().statusCode(400).body("field", equalTo("area"));
        fit("{\"width\": 1, \"height\": 80, \"targetFrames\": [1]}").statusCode(400);
        String part = "{\"width\": 144, \"height\": 80, \"targetFrames\": [1]}";
        fit(String.join(",", java.util.Collections.nCopies(33, part)))
                .statusCode(400)
                .body("detail", containsString("at most 32 parts, got 33"));
        Story empty = new Story();
        readModel.apply(empty.defined());
        given().get("/v1/projects/" + empty.project + "/resolutions").then().statusCode(409);
    }

    private ValidatableResponse fit(String parts) {
        return given().contentType("application/json")
                .body("{\"parts\": [%s]}".formatted(parts))
                .post(path + "/fit")
                .then();
    }
}
