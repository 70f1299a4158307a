package genga.gateway.clip;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.Verdict;
import genga.gateway.Footage;
import genga.gateway.Story;
import genga.gateway.Studio;
import genga.gateway.readmodel.ReadModel;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Five clips and two stills of one film; the fourth clip was withdrawn.
@QuarkusTest
@QuarkusTestResource(Studio.class)
class ClipListingTest {

    private final Story story = new Story();
    private final Footage footage = new Footage(story);
    private final List<ClipId> clips = new ArrayList<>();
    private ClipId still;

    @Inject
    ReadModel readModel;

    @BeforeEach
    void tell() {
        readModel.apply(story.defined());
        double[] motions = {2, 0.1, 7, 3, 7};
        for (int i = 0; i < motions.length; i++) {
            Verdict verdict = i == 1 ? new Verdict.TooStatic(0.1, 0.3) : new Verdict.Kept();
            clips.add(footage.clip(i * 100, i * 100 + 72, 48 - i, motions[i], verdict));
        }
        still = footage.still(20, new Verdict.Kept());
        footage.still(120, new Verdict.Review(Verdict.Review.Doubt.PROPOSED, 400, 5));
        footage.captioned(clips.get(0));
        footage.withdrawn(clips.get(3));
        footage.facts().forEach(readModel::apply);
    }

    @Test
    void aClipTellsWhatItStandsAsAndAStillIsOneToo() {
        given().get("/v1/clips/" + clips.get(1))
                .then()
                .body("medium", equalTo("CLIP"))
                .body("standing", equalTo("TooStatic"))
                .body("ruling", nullValue())
                .body("preview", equalTo("clips/" + clips.get(1) + "/preview.mp4"));
        given().get("/v1/clips/" + still)
                .then()
                .body("medium", equalTo("STILL"))
                .body("frames", equalTo(1))
                .body("preview", equalTo("clips/" + still + "/poster.jpg"));
    }

    @Test
    void aWithdrawnClipIsNotThereUntilItIsCutAgain() {
        given().get("/v1/clips/" + clips.get(3)).then().statusCode(404);
        assertThat(ids("?medium=CLIP")).containsExactly(at(0), at(1), at(2), at(4));

        ClipId again = footage.clip(300, 372, 45, 3, new Verdict.Kept());
        footage.facts().forEach(readModel::apply);

        assertThat(again).isEqualTo(clips.get(3));
        assertThat(ids("?medium=CLIP")).containsExactly(at(0), at(1), at(2), at(3), at(4));
    }

    @Test
    void filtersNarrowThePage() {
        assertThat(ids("?standing=TooStatic")).containsExactly(at(1));
        assertThat(ids("?medium=STILL&standing=Kept")).containsExactly(still.value());
        assertThat(ids("?film=film-other")).isEmpty();
        assertThat(ids("?film=" + story.film + "&standing=Kept&medium=CLIP")).containsExactly(at(0), at(2), at(4));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void pagesSortedByAMeasureFollowOneAnotherThoughSomeMeasureTheSame(int limit) {
        assertThat(walk("sort=motion&medium=CLIP", limit)).containsExactly(at(1), at(0), at(2), at(4));
        assertThat(walk("sort=-motion&medium=CLIP", limit)).containsExactly(at(4), at(2), at(0), at(1));
        assertThat(walk("sort=frames&medium=CLIP", limit)).containsExactly(at(4), at(2), at(1), at(0));
        assertThat(walk("sort=-id&medium=CLIP", limit)).containsExactly(at(4), at(2), at(1), at(0));
    }

    @Test
    void aClipWithoutAMeasureIsInNoOrderOfIt() {
        assertThat(walk("sort=overlay", 10)).isEmpty();
    }

    @Test
    void theBriefListHasARowForEveryClip() {
        given().get("/v1/projects/{project}/clips/brief?medium=CLIP", story.project.value())
                .then()
                .statusCode(200)
                .body("columns", hasSize(20))
                .body("rows", hasSize(4))
                .body("rows[1][0]", equalTo(at(1)))
                .body("rows[1][6]", equalTo("TooStatic"))
                .body("rows[1][7]", nullValue())
                .body("rows[0][8]", equalTo(true))
                .body("rows[1][9]", equalTo(47))
                .body("rows[1][10]", equalTo(0.1f));
    }

    @Test
    void stillsAreCountedApartFromClips() {
        given().get("/v1/projects/" + story.project)
                .then()
                .body("clips", equalTo(java.util.Map.of("Kept", 3, "TooStatic", 1)))
                .body("stills", equalTo(java.util.Map.of("Kept", 1, "Review", 1)))
                .body("captioned", equalTo(1));
        String mine = "find { it.project == '%s' }.".formatted(story.project);
        given().get("/v1/projects")
                .then()
                .body(mine + "clips", equalTo(4))
                .body(mine + "kept", equalTo(3))
                .body(mine + "stills", equalTo(2));
    }

    @Test
    void whatCannotBeSortedByIsRefusedWithWhatCan() {
        given().get("/v1/projects/{project}/clips?sort=beauty", story.project.value())
                .then()
                .statusCode(400)
                .body("field", equalTo("sort"))
                .body("expected", containsString("id, frames, motion"));
        given().get("/v1/projects/{project}/clips?sort=motion&after=clip-1", story.project.value())
                .then()
                .statusCode(400)
                .body("field", equalTo("after"));
        given().get("/v1/projects/{project}/clips?medium=SOUND", story.project.value())
                .then()
                .statusCode(400)
                .body("expected", equalTo("one of CLIP, STILL"));
    }

    private String at(int index) {
        return clips.get(index).value();
    }

    private List<String> ids(String query) {
        return given().get("/v1/projects/" + story.project + "/clips" + query)
                .then()
                .statusCode(200)
                .extract()
                .path("clips.clip");
    }

    private List<String> walk(String query, int limit) {
        List<String> all = new ArrayList<>();
        String after = "";
        while (after != null) {
            var page = given().get("/v1/projects/" + story.project + "/clips?" + query + "&limit=" + limit + after)
                    .then()
                    .statusCode(200)
                    .extract();
            all.addAll(page.<List<String>>path("clips.clip"));
            String next = page.path("next");
            after = next == null ? null : "&after=" + next;
        }
        return all;
    }
}
